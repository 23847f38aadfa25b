namespace Pinstitch.Lab.Shop;

/// <summary>How long it takes from a touch to the purchase that it brings about.</summary>
/// <param name="SameVisit">Share that buys within the visit.</param>
/// <param name="Shape">Shape of the Erlang distribution of the rest: 1 falls from the start, 2 rises first.</param>
/// <param name="MeanDays">Mean of the rest after a click.</param>
/// <param name="SaveMeanDays">Mean after a save or a view; saved ideas wait longer.</param>
public sealed record Lag(double SameVisit, int Shape, double MeanDays, double SaveMeanDays)
{
    /// <summary>Ideas are collected and come back to: weeks (metrics.md §3.4, save cohorts).</summary>
    public static Lag Pinterest { get; } = new(0.15, 2, 9, 11);

    public static Lag Meta { get; } = new(0.40, 1, 2.5, 3);

    public static Lag Search { get; } = new(0.60, 1, 3, 3);

    public static Lag Email { get; } = new(0.70, 1, 2, 2);

    /// <summary>Seconds.</summary>
    public long AfterClick(ref Draw draw) =>
        draw.Chance(SameVisit) ? 120 + (long)draw.Exponential(480) : (long)(draw.Erlang(Shape, MeanDays) * 86400);

    /// <summary>Seconds.</summary>
    public long AfterSave(ref Draw draw) => (long)(draw.Erlang(2, SaveMeanDays) * 86400);
}
