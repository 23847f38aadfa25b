using System.Globalization;

namespace Pinstitch.Collect;

/// <summary>What a run's outcome makes somebody look at.</summary>
public static class CollectionAlarms
{
    /// <summary>Days without a fresh day after which a report is stale; the current day is never there.</summary>
    public const int StaleDays = 2;

    /// <param name="reports">Freshness after the run.</param>
    /// <param name="faults">Faults of the run.</param>
    /// <param name="findings">What the guards found.</param>
    /// <param name="warnings">What was said when it was planned.</param>
    /// <param name="today">Today, in the platform's days.</param>
    /// <returns>Alarms, worst first: what needs a person to sign in again comes before all else.</returns>
    public static IReadOnlyList<CollectionAlarm> Of(
        IReadOnlyList<ReportFreshness> reports,
        IReadOnlyList<Fault> faults,
        IReadOnlyList<GuardFinding> findings,
        IReadOnlyList<string> warnings,
        DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var alarms = new List<CollectionAlarm>();
        alarms.AddRange(faults.Where(fault => fault.Kind == FaultKind.Configuration).Select(fault => new CollectionAlarm("credentials", fault.Text)));
        alarms.AddRange(faults.Where(fault => fault.Kind != FaultKind.Configuration).Select(fault => new CollectionAlarm("failed", fault.Text)));
        alarms.AddRange(reports
            .Where(report => report.LastDay is { } last && today.DayNumber - last.DayNumber > StaleDays && report.Fault is not null)
            .Select(report => new CollectionAlarm("stale", string.Create(CultureInfo.InvariantCulture, $"{report.Report} ends on {report.LastDay:yyyy-MM-dd}; numbers after that are missing, not zero."))));
        alarms.AddRange(findings.Select(finding => new CollectionAlarm(finding.Guard, finding.Text)));
        alarms.AddRange(warnings.Select(warning => new CollectionAlarm("version", warning)));
        return [.. alarms.Distinct()];
    }
}
