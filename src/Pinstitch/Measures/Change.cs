namespace Pinstitch.Measures;

/// <summary>Whether money, or a count, really changed from one period to the next of the same length.</summary>
/// <param name="Now">The sum now.</param>
/// <param name="Before">The sum before.</param>
/// <param name="Squares">Sum of the squares of all values of both periods: the variance of a compound Poisson sum.</param>
public readonly record struct Change(decimal Now, decimal Before, double Squares)
{
    /// <summary>Two sums of values, each of which comes by chance.</summary>
    public static Change Of(IReadOnlyCollection<decimal> now, IReadOnlyCollection<decimal> before)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(before);
        return new(now.Sum(), before.Sum(), (double)(now.Sum(value => value * value) + before.Sum(value => value * value)));
    }

    /// <summary>Two counts.</summary>
    public static Change Of(long now, long before) => new(now, before, now + before);

    /// <summary>Relative change; null when there was nothing before.</summary>
    public double? Relative => Before == 0 ? null : (double)((Now - Before) / Before);

    /// <summary>The difference in standard errors; zero when there is nothing at all.</summary>
    public double Z => Squares == 0 ? 0 : (double)(Now - Before) / Math.Sqrt(Squares);

    /// <summary>Whether chance alone would give such a difference in fewer than one case of twenty.</summary>
    public bool IsClear => Math.Abs(Z) > Formula.Confidence95;
}
