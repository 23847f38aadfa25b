using System.Globalization;

namespace Pinstitch.Collect;

/// <summary>What a run's outcome makes somebody look at.</summary>
public static class CollectionAlarms
{
    /// <summary>Days without a fresh day after which a report is stale; the current day is never there.</summary>
    public const int StaleDays = 2;

    /// <summary>How long what a guard found stays to be seen: a mail a week tells of it.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>After how long an account that nobody collects is noticed.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromHours(26);

    /// <param name="reports">Freshness after the run.</param>
    /// <param name="faults">Faults that stand.</param>
    /// <param name="findings">What the guards found.</param>
    /// <param name="warnings">What was said when it was planned.</param>
    /// <param name="today">Today, in the platform's days.</param>
    /// <param name="now">When the run ended.</param>
    /// <param name="before">Alarms of the run before; null for none.</param>
    /// <returns>Alarms, worst first: what needs a person to sign in again comes before all else.</returns>
    public static IReadOnlyList<CollectionAlarm> Of(
        IReadOnlyList<ReportFreshness> reports,
        IReadOnlyList<Fault> faults,
        IReadOnlyList<GuardFinding> findings,
        IReadOnlyList<string> warnings,
        DateOnly today,
        DateTimeOffset now = default,
        IReadOnlyList<CollectionAlarm>? before = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var alarms = new List<CollectionAlarm>();
        alarms.AddRange(faults.Where(fault => fault.Kind == FaultKind.Configuration).Select(fault => new CollectionAlarm("credentials", fault.Text)));
        alarms.AddRange(faults.Where(fault => fault.Kind != FaultKind.Configuration).Select(fault => new CollectionAlarm("failed", fault.Text)));
        alarms.AddRange(reports
            .Where(report => report.LastDay is { } last && today.DayNumber - last.DayNumber > StaleDays && report.Fault is not null)
            .Select(report => new CollectionAlarm("stale", string.Create(CultureInfo.InvariantCulture, $"Report {report.Report} ends on {report.LastDay:yyyy-MM-dd}; numbers after that are missing, not zero. Why it fails: {report.Fault}"))));
        alarms.AddRange(findings.Select(finding => new CollectionAlarm(finding.Guard, finding.Text)));
        alarms = [.. alarms.Select(alarm => alarm with { SeenAt = now })];
        // What a guard found is found once; the next run must not take it away before anybody has seen it.
        alarms.AddRange((before ?? []).Where(old => !old.IsState && now - old.SeenAt < Kept));
        alarms.AddRange(warnings.Select(warning => new CollectionAlarm("version", warning) { SeenAt = now }));
        return [.. alarms.DistinctBy(alarm => (alarm.Kind, alarm.Text))];
    }

    /// <summary>What stands against an account at some instant, also when nobody collects it any more.</summary>
    /// <param name="freshness">As the last run left it; null when there was none, which says nothing.</param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<CollectionAlarm> Standing(AccountFreshness? freshness, DateTimeOffset now)
    {
        if (freshness is null) return [];
        if (now - freshness.At < Silence) return freshness.Alarms;
        return [new("silent", string.Create(CultureInfo.InvariantCulture, $"Nothing has been collected since {freshness.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC: see whether the app and its timer run.")) { SeenAt = now }, .. freshness.Alarms];
    }
}
