namespace Pinstitch.Serve;

[MartTable("fact_model_spread", "period × channel: between what the configured models lie, and whether they agree that the channel pays")]
public sealed record FactModelSpread : MartRow
{
    [MartColumn("last_7, previous_7 or all, as in channel_summary")]
    public required string Period { get; init; }

    [MartColumn("First day of the period, in the shop's time zone")]
    public required DateOnly FromDate { get; init; }

    [MartColumn("Last day of the period")]
    public required DateOnly ToDate { get; init; }

    [MartColumn("Channel")]
    public required string Channel { get; init; }

    [MartColumn("Currency of the shop, ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Models that are compared")]
    public required int Models { get; init; }

    [MartColumn("Model that credits least; the first of the configuration where several do")]
    public required string LeastModelId { get; init; }

    [MartColumn("What it credits, in currency units [formula credit.1]")]
    public required decimal LeastRevenue { get; init; }

    [MartColumn("Model that credits most")]
    public required string MostModelId { get; init; }

    [MartColumn("What it credits, in currency units [formula credit.1]")]
    public required decimal MostRevenue { get; init; }

    [MartColumn("Largest / least credited revenue; empty where the least is not above 0 [formula model_spread.1]")]
    public double? SpreadRatio { get; init; }

    [MartColumn("Money charged by the channel's platform, in currency units; empty without [formula spend.1]")]
    public decimal? Spend { get; init; }

    [MartColumn("Smallest ROAS of any model; empty without spend [formula model_spread.1]")]
    public double? LeastRoas { get; init; }

    [MartColumn("Largest; empty as above [formula model_spread.1]")]
    public double? MostRoas { get; init; }

    [MartColumn("ROAS at which the money comes back, by the configuration")]
    public required double BreakevenRoas { get; init; }

    [MartColumn("Models whose ROAS is at or above it; empty without spend")]
    public int? ModelsAboveBreakeven { get; init; }

    [MartColumn("above_breakeven or below_breakeven where all models say so, else depends_on_model; empty without spend [formula verdict.1]")]
    public required string Verdict { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Period;

    public override string Key => Join(Channel);
}
