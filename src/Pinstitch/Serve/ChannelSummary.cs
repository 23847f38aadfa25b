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

    [MartColumn("Money charged by the channel's platform, in currency units; days are the platform's. Empty without a platform, or when none of its reports has a row in the period [formula spend.1]")]
    public decimal? Spend { get; init; }

    [MartColumn("Net revenue credited by order date, in currency units [formula credit.1]")]
    public required decimal CreditedRevenue { get; init; }

    [MartColumn("Orders credited, as the sum of shares [formula orders.1]")]
    public required double CreditedOrders { get; init; }

    [MartColumn("Credited revenue / spend; empty without spend [formula roas.1]")]
    public double? Roas { get; init; }

    [MartColumn("Lower end of the 95 % interval of ROAS [formula roas_interval.1]")]
    public double? RoasLow { get; init; }

    [MartColumn("Upper end of the 95 % interval of ROAS [formula roas_interval.1]")]
    public double? RoasHigh { get; init; }

    [MartColumn("Spend / credited orders; empty without orders or spend [formula cpa.1]")]
    public double? Cpa { get; init; }

    [MartColumn("Share, 0 to 1, that is in of the credit which the period's ads will earn; empty without spend or with too little to learn from [formula maturity.1]")]
    public double? Maturity { get; init; }

    [MartColumn("Orders that the platform itself claims; empty without a platform or without its reports")]
    public decimal? ClaimedOrders { get; init; }

    [MartColumn("Revenue that the platform itself claims, in currency units; empty as above [formula claim.1]")]
    public decimal? ClaimedRevenue { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Period;

    public override string Key => Join(ModelId, Channel);
}
