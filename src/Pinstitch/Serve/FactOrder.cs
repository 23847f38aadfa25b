namespace Pinstitch.Serve;

[MartTable("fact_order", "order as it stands: its latest version less refunds")]
public sealed record FactOrder : MartRow
{
    [MartColumn("The shop's order number")]
    public required string OrderId { get; init; }

    [MartColumn("When it was placed, UTC")]
    public required DateTimeOffset PlacedAt { get; init; }

    [MartColumn("Day on which it was placed, in the shop's time zone")]
    public required DateOnly OrderDate { get; init; }

    [MartColumn("Pseudonym of the customer")]
    public required string CustomerKey { get; init; }

    [MartColumn("Whether it is the customer's first known order")]
    public required bool IsNewCustomer { get; init; }

    [MartColumn("Value of the latest version, in currency units")]
    public required decimal Gross { get; init; }

    [MartColumn("Money given back, in currency units")]
    public required decimal Refund { get; init; }

    [MartColumn("Gross less refund, in currency units: what credit is given for")]
    public required decimal Net { get; init; }

    [MartColumn("Net in minor units (cents)")]
    public required long NetCents { get; init; }

    [MartColumn("ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Versions and refunds that the order is made of")]
    public required int Versions { get; init; }

    [MartColumn("Touches that count for the order")]
    public required int Touches { get; init; }

    [MartColumn("Who told of the order: shop, or only the checkout event")]
    public required string Source { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(OrderDate);

    public override string Key => Join(Day(OrderDate), OrderId);
}
