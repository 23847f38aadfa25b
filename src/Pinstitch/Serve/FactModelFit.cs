using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Serve;

[MartTable("fact_model_fit", "level × member: what the data-driven models say of a channel, campaign, ad group or ad; never add it over levels or models")]
public sealed record FactModelFit : MartRow
{
    [MartColumn("channel, campaign, ad_group or ad")]
    public required string Level { get; init; }

    [MartColumn("Who it is about: the channel, with /id below it; empty on the row of a level that was not fitted")]
    public required string Member { get; init; }

    [MartColumn("Why the level was not fitted, in words; empty where it was")]
    public required string Withheld { get; init; }

    [MartColumn("Paths with a conversion that the level was fitted from")]
    public required long Conversions { get; init; }

    [MartColumn("Paths without")]
    public required long Nulls { get; init; }

    [MartColumn("Share of conversions, 0 to 1, that the chain loses without the member")]
    public double? RemovalEffect { get; init; }

    [MartColumn("Conversions by the Markov chain: removal effects scaled to all conversions")]
    public double? MarkovConversions { get; init; }

    [MartColumn("Value by the Markov chain, in currency units")]
    public double? MarkovValue { get; init; }

    [MartColumn("Lower end of its 95 % interval over customers; empty below channels")]
    public double? MarkovLow { get; init; }

    [MartColumn("Upper end")]
    public double? MarkovHigh { get; init; }

    [MartColumn("Conversions by the Shapley value")]
    public double? ShapleyConversions { get; init; }

    [MartColumn("Value by the Shapley value, in currency units")]
    public double? ShapleyValue { get; init; }

    [MartColumn("Lower end of its 95 % interval over customers; empty below channels")]
    public double? ShapleyLow { get; init; }

    [MartColumn("Upper end")]
    public double? ShapleyHigh { get; init; }

    [MartColumn("Conversions that it had a part in, each in full")]
    public long? Participations { get; init; }

    [MartColumn("Those in which it was not last")]
    public long? Assisted { get; init; }

    [MartColumn("Those in which it was last")]
    public long? LastTouches { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Level;

    public override string Key => Member.Length == 0 ? "-" : Join(Member);

    /// <param name="fit">A level.</param>
    /// <param name="unit">Currency units of one minor unit.</param>
    /// <param name="runId">The run.</param>
    public static IEnumerable<FactModelFit> Of(DataDrivenFit fit, double unit, string runId)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var empty = new FactModelFit { Level = fit.Level, Member = string.Empty, Withheld = string.Join("; ", fit.Withheld), Conversions = fit.Conversions, Nulls = fit.Nulls, RunId = runId };
        return fit.Withheld.Count > 0 ? [empty] : fit.Members.Select(member => empty with
        {
            Member = member.Member,
            RemovalEffect = member.RemovalEffect,
            MarkovConversions = member.MarkovConversions,
            MarkovValue = member.MarkovValue * unit,
            MarkovLow = member.MarkovInterval?.Low * unit,
            MarkovHigh = member.MarkovInterval?.High * unit,
            ShapleyConversions = member.ShapleyConversions,
            ShapleyValue = member.ShapleyValue * unit,
            ShapleyLow = member.ShapleyInterval?.Low * unit,
            ShapleyHigh = member.ShapleyInterval?.High * unit,
            Participations = member.Assists.Participations,
            Assisted = member.Assists.Assisted,
            LastTouches = member.Assists.Last,
        });
    }
}
