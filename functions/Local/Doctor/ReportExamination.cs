using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>How fresh the reports are, and what stands against the accounts.</summary>
internal sealed class ReportExamination(IServiceProvider services) : IExamination
{
    public string Area => "reports";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var account in services.GetRequiredService<Measurement>().Accounts)
        {
            var name = $"{account.Platform} {account.Id} ({account.Name})";
            if (await FreshnessBook.FindAsync(services.GetRequiredService<Lake>(), account.Platform, account.Id, cancellation) is not { } freshness)
            {
                yield return Finding.Warning(Area, $"{name}: never collected", "Run collect, or start the host: its timer collects every hour.");
                continue;
            }

            var alarms = CollectionAlarms.Standing(freshness, now);
            foreach (var alarm in alarms)
            {
                yield return alarm.IsUrgent
                    ? Finding.Failure(Area, $"{name}: {alarm.Kind}: {alarm.Text}", "docs/operations.md says what to do; collect tries at once.")
                    : Finding.Warning(Area, $"{name}: {alarm.Kind}: {alarm.Text}", "See docs/collect.md.");
            }

            var last = freshness.Reports.Select(report => report.LastDay).Max();
            if (alarms.Count == 0) yield return Finding.Ok(Area, string.Create(CultureInfo.InvariantCulture, $"{name}: {freshness.Reports.Count} reports, up to {last:yyyy-MM-dd}"));
        }
    }
}
