using System.Globalization;

namespace Pinstitch.Collect;

/// <summary>A report to fetch: one kind of report of one account over some days.</summary>
/// <param name="Platform">The ad platform.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Report">Which report: <see cref="ReportKind.Id"/>.</param>
/// <param name="From">First day, in the platform's own days.</param>
/// <param name="To">Last day, included.</param>
public sealed record ReportRequest(string Platform, string AccountId, string Report, DateOnly From, DateOnly To)
{
    /// <summary>The entities that alone are asked for; null for all.</summary>
    public ReportShare? Share { get; init; }

    /// <summary>The days, and the share of them, as they stand in paths.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}_{To:yyyy-MM-dd}{(Share is null ? string.Empty : "~")}{Share}");

    public override string ToString() => $"{Platform} {AccountId} {Report} {Range}";

    /// <summary>The same report over half the days each; null when it is a single day.</summary>
    public (ReportRequest First, ReportRequest Second)? Split()
    {
        var days = To.DayNumber - From.DayNumber;
        if (days < 1) return null;
        var middle = From.AddDays(days / 2);
        return (this with { To = middle }, this with { From = middle.AddDays(1) });
    }
}
