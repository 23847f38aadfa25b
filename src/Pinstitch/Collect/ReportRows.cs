namespace Pinstitch.Collect;

/// <summary>A report in normal form.</summary>
/// <param name="Deliveries">One per entity and day.</param>
/// <param name="Conversions">Any number per entity and day.</param>
/// <param name="UnknownColumns">Columns that were there and that no mapping knows, sorted; they are kept in <c>raw/</c>.</param>
public sealed record ReportRows(IReadOnlyList<AdDelivery> Deliveries, IReadOnlyList<AdConversion> Conversions, IReadOnlyList<string> UnknownColumns)
{
    public long SpendMicros => Deliveries.Sum(row => row.SpendMicros);
}
