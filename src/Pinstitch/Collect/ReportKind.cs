namespace Pinstitch.Collect;

/// <summary>One of the reports that a platform makes, as the engine sees it.</summary>
/// <param name="Id">Name in ledgers and paths, such as <c>campaign</c> or <c>campaign-gender</c>.</param>
/// <param name="Level">Grain of the rows: <see cref="ReportLevels"/>.</param>
public sealed record ReportKind(string Id, string Level)
{
    /// <summary>
    /// Name of the partition in <c>reports/</c>: <c>none</c> for the base fact, <c>claims</c> where a platform tells
    /// conversions apart from delivery, otherwise the cut. Rows of different partitions must never be added.
    /// </summary>
    public string Cut { get; init; } = ReportCuts.None;

    /// <summary>The least tier at which it is fetched.</summary>
    public ReportTier Tier { get; init; } = ReportTier.Fresh;

    /// <summary>Most days in one report.</summary>
    public int MostDays { get; init; } = 90;

    /// <summary>How far back the platform keeps it.</summary>
    public int MostHistory { get; init; } = 365;

    /// <summary>Whether the first collection fetches its whole history, or only the window; the rest then follows chunk by chunk.</summary>
    public bool IsBase { get; init; }

    /// <summary>Whether rows are by hour.</summary>
    public bool IsHourly { get; init; }

    /// <summary>Whether the current day, which is never whole, is fetched too.</summary>
    public bool WithToday { get; init; }

    /// <summary>Whether rows carry delivery; false for reports of conversions only.</summary>
    public bool WithDelivery { get; init; } = true;

    /// <summary>Attribution windows in days; null where the platform decides.</summary>
    public ClaimWindow? Window { get; init; }

    /// <summary><c>ad_action</c> or <c>conversion</c>: the day on which a claim is booked.</summary>
    public string ReportTime { get; init; } = ReportTimes.AdAction;

    /// <summary>Kind of entity where the report is a list of entities as they are now; null for facts.</summary>
    public string? Entity { get; init; }

    /// <summary>Whether it is a snapshot without days, such as entities and conversion quality.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>What the platform needs to know to ask for it, in its own words.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
