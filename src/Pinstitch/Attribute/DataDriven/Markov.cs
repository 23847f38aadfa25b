namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Removal effects of an absorbing Markov chain (Anderl, Becker, von Wangenheim and Schumann 2016), by solving its linear
/// equations, never by simulation. Removing a member sends all that would reach a state with it to "no conversion".
/// </summary>
public static class Markov
{
    private const int MostDense = 1_200;

    /// <summary>Fits the chain.</summary>
    /// <param name="counts">With at least one path.</param>
    /// <param name="threads">Cores to use; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">There are no paths.</exception>
    public static MarkovFit Fit(TransitionCounts counts, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Conversions + counts.Nulls == 0) throw new ArgumentException("There are no paths to fit a chain from.", nameof(counts));
        var chain = new Chain(counts);
        var solved = counts.Order == 1 && chain.States <= MostDense
            ? FundamentalMatrix.Solve(chain, counts.Members)
            : RemovalSweeps.Solve(chain, counts.Members, threads);
        var effects = Effects(solved.Conversion);
        var valueEffects = Effects(solved.Value);
        return new(solved.Conversion[0], effects, valueEffects, Scale(effects, counts.Conversions), Scale(valueEffects, counts.Value), solved.ErrorBound);
    }

    /// <param name="withAndWithout">Of the whole chain, then without each member.</param>
    private static double[] Effects(double[] withAndWithout)
    {
        var whole = withAndWithout[0];
        return [.. withAndWithout.Skip(1).Select(without => whole > 0 ? Math.Clamp(1 - (without / whole), 0, 1) : 0)];
    }

    private static double[] Scale(double[] effects, double total)
    {
        var sum = effects.Sum();
        return [.. effects.Select(effect => sum > 0 ? effect / sum * total : 0)];
    }
}
