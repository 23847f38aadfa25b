namespace Pinstitch.Attribute.DataDriven;

/// <summary>Whether the models agree on a channel.</summary>
/// <param name="Least">Smallest ROAS of any model.</param>
/// <param name="Most">Largest.</param>
/// <param name="Ratio">Largest ÷ smallest; null where the smallest is not above 0.</param>
/// <param name="AboveBreakeven">Models whose ROAS is at or above break-even.</param>
/// <param name="Verdict"><c>above_breakeven</c> or <c>below_breakeven</c> where all models say so, else <c>depends_on_model</c>.</param>
public sealed record ModelSpread(decimal Least, decimal Most, decimal? Ratio, int AboveBreakeven, string Verdict)
{
    /// <param name="roas">ROAS by model; at least one.</param>
    /// <param name="breakeven">ROAS at which the money comes back.</param>
    public static ModelSpread Of(IReadOnlyCollection<decimal> roas, decimal breakeven)
    {
        var (least, most) = (roas.Min(), roas.Max());
        var above = roas.Count(value => value >= breakeven);
        var verdict = above == roas.Count ? "above_breakeven" : above == 0 ? "below_breakeven" : "depends_on_model";
        return new(least, most, least > 0 ? most / least : null, above, verdict);
    }
}
