using System.Globalization;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>How far the reports reach, in words: what is missing must not look like zero.</summary>
/// <param name="Warnings">What is missing or stale, one sentence each; empty when nothing is.</param>
/// <param name="Summary">One sentence when nothing is.</param>
/// <param name="OpenDays">Most days of an account that its platform may still change.</param>
internal sealed record DataState(IReadOnlyList<string> Warnings, string Summary, int OpenDays)
{
    /// <summary>What somebody should look at about collecting, one sentence each; numbers need not be missing because of it.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What was kept and is in no number, in one sentence; null when nothing was.</summary>
    public string? LeftOut { get; init; }

    public static DataState Of(IReadOnlyList<DimAccount> accounts, DimRun run)
    {
        var night = run.Night;
        var open = accounts.Select(account => account.OpenDays).DefaultIfEmpty(0).Max();
        var warnings = accounts.Where(account => account.Freshness != "current").Select(Warning).ToList();
        var summary = accounts.Count switch
        {
            0 => "No ad account is connected: spend and claims are unknown, not zero.",
            1 => $"The reports of the account reach to {Day(night)}",
            _ => $"The reports of the {accounts.Count} accounts reach to {Day(night)}",
        };
        if (accounts.Count > 0) summary += open == 0 ? "; all days are final." : $"; platforms may still change {open} days of them.";
        return new(warnings, summary, open) { LeftOut = new LeftOut(run.Bots, run.Staff, run.Tests).Sentence };
    }

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Warning(DimAccount account) => account.LastReportDate is { } last
        ? $"{account.Name}: no rows after {Day(last)}. Its newer spend and claims are missing here, not zero."
        : $"{account.Name}: no report has come. Its spend and claims are missing here, not zero.";
}
