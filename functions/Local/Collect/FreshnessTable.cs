using System.Globalization;
using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Local.CommandLine;
using Spectre.Console;

namespace Pinstitch.Functions.Local.Collect;

/// <summary>Shows how fresh the accounts are and what somebody should look at.</summary>
internal static class FreshnessTable
{
    private static readonly JsonSerializerOptions Json = new(JobLedger.Json) { WriteIndented = true };

    /// <returns>The exit code: 0 when nothing is wrong, 1 when a report failed, 3 when somebody must sign in again.</returns>
    public static async Task<int> ShowAsync(VerbContext context, Lake lake, IReadOnlyList<AdAccount> accounts, CancellationToken cancellation)
    {
        var all = new List<(AdAccount Account, AccountFreshness Freshness)>();
        foreach (var account in accounts)
        {
            if (await FreshnessBook.FindAsync(lake, account.Platform, account.Id, cancellation) is { } found) all.Add((account, found));
        }

        if (context.Parse.GetValue(CollectOptions.Json)) await context.Output.WriteLineAsync(JsonSerializer.Serialize(all.Select(item => item.Freshness), Json));
        else Write(all);
        var alarms = all.SelectMany(item => item.Freshness.Alarms).ToList();
        if (alarms.Any(alarm => alarm.Kind == "credentials")) return 3;
        return alarms.Any(alarm => alarm.Kind is "failed" or "stale") ? 1 : 0;
    }

    private static void Write(List<(AdAccount Account, AccountFreshness Freshness)> all)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Account", "Report", "From", "To", "Rows", "Spend", "State");
        foreach (var (account, freshness) in all)
        {
            foreach (var report in freshness.Reports)
            {
                table.AddRow(
                    Markup.Escape(account.Name),
                    report.Report,
                    Day(report.FirstDay),
                    Day(report.LastDay),
                    report.Rows.ToString("N0", CultureInfo.InvariantCulture),
                    report.SpendMicros == 0 ? string.Empty : $"{(report.SpendMicros / 1_000_000m).ToString("N2", CultureInfo.InvariantCulture)} {account.Currency}",
                    report.Fault is null ? "[green]fresh[/]" : $"[red]{Markup.Escape(report.Fault)}[/]");
            }
        }

        AnsiConsole.Write(table);
        foreach (var (account, freshness) in all)
        {
            foreach (var alarm in freshness.Alarms) AnsiConsole.MarkupLine($"[yellow]![/] {Markup.Escape(account.Name)}: {alarm.Kind}: {Markup.Escape(alarm.Text)}");
        }
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}
