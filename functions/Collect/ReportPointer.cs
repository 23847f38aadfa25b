namespace Pinstitch.Functions.Collect;

/// <summary>Which files hold a day of a report now. What the pointer said before is kept beside it, so that every earlier belief can be looked up.</summary>
/// <param name="Delivery">File of deliveries in the day's folder.</param>
/// <param name="Conversion">File of claims in the day's folder.</param>
/// <param name="SpendMicros">Spend of the day, in micros.</param>
/// <param name="Raw">Folder of the raw report it was read from.</param>
/// <param name="PulledAt">When it was published.</param>
/// <param name="Previous">Blob in the day's folder that holds the pointer before this one; null for the first.</param>
public sealed record ReportPointer(
    string Delivery,
    string Conversion,
    long SpendMicros,
    string Raw,
    DateTimeOffset PulledAt,
    string? Previous);
