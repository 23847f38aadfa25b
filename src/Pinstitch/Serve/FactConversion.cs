namespace Pinstitch.Serve;

[MartTable("fact_conversion", "conversion besides orders, as it stands: its latest value")]
public sealed record FactConversion : MartRow
{
    [MartColumn("Id of the configuration's conversion type, such as lead")]
    public required string ConversionType { get; init; }

    [MartColumn("Id of the conversion within its type")]
    public required string ConversionId { get; init; }

    [MartColumn("When it was reached first, UTC")]
    public required DateTimeOffset ReachedAt { get; init; }

    [MartColumn("Day on which it was reached, in the shop's time zone")]
    public required DateOnly ConversionDate { get; init; }

    [MartColumn("Pseudonym of the customer")]
    public required string CustomerKey { get; init; }

    [MartColumn("Value of its latest version in minor units (cents): what the event said, or what the configuration says one is worth")]
    public required long ValueCents { get; init; }

    [MartColumn("The same in currency units")]
    public required decimal Value { get; init; }

    [MartColumn("ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Times that it was told")]
    public required int Versions { get; init; }

    [MartColumn("Touches that count for it")]
    public required int Touches { get; init; }

    [MartColumn("Why no touch gets credit: no_known_browser, no_touch or outside_window; empty where one does")]
    public required string UnattributedReason { get; init; }

    [MartColumn("Who told of it")]
    public required string Source { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(ConversionDate);

    public override string Key => Join(ConversionType, Day(ConversionDate), ConversionId, CustomerKey);
}
