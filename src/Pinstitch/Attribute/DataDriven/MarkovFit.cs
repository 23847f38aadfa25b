namespace Pinstitch.Attribute.DataDriven;

/// <summary>A fitted chain. The arrays have one entry per member.</summary>
/// <param name="ConversionRate">Probability that a path converts; equals conversions ÷ paths at every order.</param>
/// <param name="RemovalEffects">1 − P(conversion without the member) ÷ P(conversion), 0 to 1.</param>
/// <param name="ValueEffects">The same of the expected value, which is a game of its own.</param>
/// <param name="Conversions">Conversions credited: removal effects scaled to all conversions.</param>
/// <param name="Values">Minor units credited: value effects scaled to all value; not rounded.</param>
/// <param name="ErrorBound">Proven bound on the error of any probability.</param>
public sealed record MarkovFit(
    double ConversionRate,
    IReadOnlyList<double> RemovalEffects,
    IReadOnlyList<double> ValueEffects,
    IReadOnlyList<double> Conversions,
    IReadOnlyList<double> Values,
    double ErrorBound);
