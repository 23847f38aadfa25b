namespace Pinstitch.Measures;

/// <summary>
/// How long after a touch its credit comes, learned from touches that are older than the window, so that all of their
/// orders are in: younger ones would make the lag look shorter than it is.
/// </summary>
public sealed class LagCurve
{
    /// <summary>Fewer rows of credit than this teach nothing.</summary>
    private const int Least = 50;

    private readonly double[] share;

    private LagCurve(double[] share) => this.share = share;

    /// <summary>Learns the curve.</summary>
    /// <param name="credits">Of touches older than the window: days from touch to order, and credit in minor units.</param>
    /// <returns>Null when there is too little to learn from.</returns>
    public static LagCurve? Of(IEnumerable<(int Days, long Cents)> credits)
    {
        ArgumentNullException.ThrowIfNull(credits);
        var byDay = new SortedDictionary<int, long>();
        var (rows, total) = (0, 0L);
        foreach (var (days, cents) in credits)
        {
            byDay[days] = byDay.GetValueOrDefault(days) + cents;
            total += cents;
            rows++;
        }

        if (rows < Least || total <= 0) return null;
        var share = new double[byDay.Keys.Max() + 1];
        var sum = 0L;
        for (var day = 0; day < share.Length; day++) share[day] = (double)(sum += byDay.GetValueOrDefault(day)) / total;
        return new(share);
    }

    /// <summary>The share of an ad's credit that is in after some days, 0 to 1.</summary>
    public double After(int days) => days < 0 ? 0 : share[Math.Min(days, share.Length - 1)];

    /// <summary>The share that is in of what the spend of several days will bring.</summary>
    /// <param name="spend">Days with the money spent on them.</param>
    /// <param name="night">The last day that is known.</param>
    /// <returns>Null when nothing was spent.</returns>
    public double? Maturity(IEnumerable<(DateOnly Day, decimal Amount)> spend, DateOnly night)
    {
        ArgumentNullException.ThrowIfNull(spend);
        var (part, whole) = (0.0, 0.0);
        foreach (var (day, amount) in spend)
        {
            whole += (double)amount;
            part += (double)amount * After(night.DayNumber - day.DayNumber);
        }

        return whole <= 0 ? null : part / whole;
    }
}
