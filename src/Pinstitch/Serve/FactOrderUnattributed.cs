namespace Pinstitch.Serve;

[MartTable("fact_order_unattributed", "order that no touch gets credit for")]
public sealed record FactOrderUnattributed : MartRow
{
    [MartColumn("The shop's order number")]
    public required string OrderId { get; init; }

    [MartColumn("Day of the order, in the shop's time zone")]
    public required DateOnly OrderDate { get; init; }

    [MartColumn("no_known_browser, no_touch or outside_window")]
    public required string Reason { get; init; }

    [MartColumn("Net value in minor units (cents)")]
    public required long NetCents { get; init; }

    [MartColumn("Net value in currency units")]
    public required decimal Net { get; init; }

    /// <summary>Whose order it is; not served, since <c>fact_order</c> has it.</summary>
    public string CustomerKey { get; init; } = string.Empty;

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(OrderDate);

    public override string Key => Join(Day(OrderDate), OrderId);
}
