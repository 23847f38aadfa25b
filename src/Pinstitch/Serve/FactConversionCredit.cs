namespace Pinstitch.Serve;

[MartTable("fact_conversion_credit", "conversion besides orders × touch × model × window; never add it to fact_credit, nor over models or types")]
public sealed record FactConversionCredit : MartRow
{
    [MartColumn("Id of the configuration's conversion type, such as lead")]
    public required string ConversionType { get; init; }

    [MartColumn("Id of the conversion within its type")]
    public required string ConversionId { get; init; }

    [MartColumn("Place of the touch among those that count for the conversion, from 1")]
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

    [MartColumn("Ad group or ad set of the touch's ad; empty where that is not known")]
    public required string AdGroupId { get; init; }

    [MartColumn("Ad of the touch; empty where the link named none")]
    public required string AdId { get; init; }

    [MartColumn("What the channel was told from: a click id's name, utm, referrer, on_site_save, none")]
    public required string Evidence { get; init; }

    [MartColumn("When the touch happened, UTC")]
    public required DateTimeOffset TouchTime { get; init; }

    [MartColumn("Day of the touch, in the shop's time zone")]
    public required DateOnly ClickDate { get; init; }

    [MartColumn("Day of the conversion, in the shop's time zone")]
    public required DateOnly ConversionDate { get; init; }

    [MartColumn("Share of the conversion, 0 to 1: summed, it counts conversions")]
    public required double Weight { get; init; }

    [MartColumn("Credit in minor units (cents); sums to the conversion's value under each model")]
    public required long CreditCents { get; init; }

    [MartColumn("Credit in currency units")]
    public required decimal Credit { get; init; }

    /// <summary>Whose conversion it is; not served, since <c>fact_conversion</c> has it.</summary>
    public string CustomerKey { get; init; } = string.Empty;

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(ConversionDate);

    public override string Key => Join(ConversionType, ModelId, Day(ConversionDate), ConversionId, CustomerKey, $"{TouchNumber:D4}");
}
