namespace Pinstitch.Serve;

[MartTable("fact_credit", "order × touch × model × window; add over touches and orders, never over models")]
public sealed record FactCredit : MartRow
{
    [MartColumn("The shop's order number")]
    public required string OrderId { get; init; }

    [MartColumn("Place of the touch among those that count for the order, from 1")]
    public required int TouchNumber { get; init; }

    [MartColumn("Attribution model")]
    public required string ModelId { get; init; }

    [MartColumn("Look-back windows in days: click, save, view")]
    public required string WindowId { get; init; }

    [MartColumn("Channel of the touch")]
    public required string Channel { get; init; }

    [MartColumn("click, save or view")]
    public required string TouchKind { get; init; }

    [MartColumn("Campaign of the touch, as the platform listed it on the day; empty where the link named none")]
    public required string CampaignId { get; init; }

    [MartColumn("Ad group or ad set of the touch's ad, as the platform listed it on the day; empty where that is not known")]
    public required string AdGroupId { get; init; }

    [MartColumn("Ad of the touch; empty where the link named none")]
    public required string AdId { get; init; }

    [MartColumn("What the channel was told from: a click id's name, utm, referrer, on_site_save, none")]
    public required string Evidence { get; init; }

    [MartColumn("When the touch happened, UTC")]
    public required DateTimeOffset TouchTime { get; init; }

    [MartColumn("Day of the touch, in the shop's time zone (click-date view)")]
    public required DateOnly ClickDate { get; init; }

    [MartColumn("Day of the order, in the shop's time zone (order-date view)")]
    public required DateOnly OrderDate { get; init; }

    [MartColumn("Share of the order, 0 to 1")]
    public required double Weight { get; init; }

    [MartColumn("Credit in minor units (cents); sums to the order's net value under each model")]
    public required long CreditCents { get; init; }

    [MartColumn("Credit in currency units")]
    public required decimal Credit { get; init; }

    [MartColumn("What was converted: purchase here; fact_conversion_credit has the others")]
    public required string ConversionType { get; init; }

    /// <summary>Whose order it is; not served, since <c>fact_order</c> has it.</summary>
    public string CustomerKey { get; init; } = string.Empty;

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(OrderDate);

    public override string Key => Join(ModelId, Day(OrderDate), OrderId, $"{TouchNumber:D4}");
}
