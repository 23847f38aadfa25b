namespace Pinstitch.Serve;

[MartTable("channel_summary", "period × model × channel; add over channels, never over models or periods")]
public sealed record ChannelSummary : MartRow
{
    [MartColumn("last_7, previous_7 or all: the days that the row is about")]
    public required string Period { get; init; }

    [MartColumn("First day of the period, in the shop's time zone")]
    public required DateOnly FromDate { get; init; }

    [MartColumn("Last day of the period")]
    public required DateOnly ToDate { get; init; }

    [MartColumn("Attribution model")]
    public required string ModelId { get; init; }

    [MartColumn("Look-back windows in days: click, save, view")]
    public required string WindowId { get; init; }

    [MartColumn("Channel")]
    public required string Channel { get; init; }

    [MartColumn("Currency of the shop, ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Money charged by the channel's platform, in currency units; days are the platform's")]
    public required decimal Spend { get; init; }

    [MartColumn("Net revenue credited by order date, in currency units")]
    public required decimal CreditedRevenue { get; init; }

    [MartColumn("Orders credited, as the sum of shares")]
    public required double CreditedOrders { get; init; }

    [MartColumn("Credited revenue / spend; empty without spend [formula roas.1]")]
    public double? Roas { get; init; }

    [MartColumn("Spend / credited orders; empty without orders or spend [formula cpa.1]")]
    public double? Cpa { get; init; }

    [MartColumn("Orders that the platform itself claims; empty for channels without a platform")]
    public decimal? ClaimedOrders { get; init; }

    [MartColumn("Revenue that the platform itself claims, in currency units")]
    public decimal? ClaimedRevenue { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Period;

    public override string Key => Join(ModelId, Channel);
}
