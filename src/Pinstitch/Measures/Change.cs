namespace Pinstitch.Measures;

/// <summary>Whether a count really changed from one period to the next of the same length.</summary>
/// <param name="Now">The count now.</param>
/// <param name="Before">The count before.</param>
public readonly record struct Change(long Now, long Before)
{
    /// <summary>Two Poisson counts: z = (now − before) / √(now + before).</summary>
    public const string FormulaId = "change.1";

    /// <summary>Two-sided 5 %.</summary>
    private const double Threshold = 1.959964;

    /// <summary>Relative change; null when there was nothing before.</summary>
    public double? Relative => Before == 0 ? null : (double)(Now - Before) / Before;

    /// <summary>Whether chance alone would give such a difference in less than one case of twenty.</summary>
    public bool IsClear => Now + Before > 0 && Math.Abs(Now - Before) / Math.Sqrt(Now + Before) > Threshold;
}
