using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Which files hold a day of a report now, and where they come from. What the pointer said before is kept beside it, so
/// that every earlier belief can be looked up.
/// </summary>
/// <param name="Delivery">File of deliveries in the day's folder; null for reports of claims alone.</param>
/// <param name="Conversion">File of claims in the day's folder.</param>
/// <param name="SpendMicros">Spend of the day, in micros.</param>
/// <param name="Raw">Folder of the raw report it was read from.</param>
/// <param name="PulledAt">When that was fetched.</param>
/// <param name="Previous">Blob in the day's folder that holds the pointer before this one; null for the first.</param>
public sealed record ReportPointer(
    string? Delivery,
    string? Conversion,
    long SpendMicros,
    string Raw,
    DateTimeOffset PulledAt,
    string? Previous)
{
    public long Rows { get; init; }

    /// <summary>Hash over the day's keys and numbers, without names.</summary>
    public string Numbers { get; init; } = string.Empty;

    /// <summary>How often the platform has changed the day's numbers.</summary>
    public int RestatementNo { get; init; }

    public bool IsFinal { get; init; }

    public string Run { get; init; } = string.Empty;

    public string RawSha256 { get; init; } = string.Empty;

    public string ApiVersion { get; init; } = string.Empty;

    /// <summary>Hash over the names of the columns that came.</summary>
    public string Schema { get; init; } = string.Empty;

    /// <summary>Version of the exchange rates; empty for none.</summary>
    public string Rates { get; init; } = string.Empty;

    /// <summary>The totals, as the guards compare them.</summary>
    public DayTotals Totals() => new(Rows, SpendMicros, Numbers.Length == 0 ? 0 : Convert.ToUInt64(Numbers, 16));
}
