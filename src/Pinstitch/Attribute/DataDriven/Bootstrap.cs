namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Bootstrap over customers: in each replicate every person counts as often as a Poisson number of mean 1 says, drawn from
/// the person's id alone. So a replicate can be counted shard by shard, in any order, and is the same every time.
/// </summary>
public static class Bootstrap
{
    /// <summary>Upper bounds of 0, 1, 2 … times, of 2^32: cumulative probabilities of Poisson(1).</summary>
    private static readonly uint[] Bounds = [1580030169, 3160060337, 3950075422, 4213413783, 4279248374, 4292415292, 4294609778, 4294923276, 4294962463, 4294966817];

    /// <summary>How often a person counts.</summary>
    /// <param name="person">The person's id.</param>
    /// <param name="replicate">Number of the replicate.</param>
    public static int Times(UInt128 person, int replicate)
    {
        var drawn = (uint)(SplitMix.Mix((ulong)person ^ SplitMix.Mix((ulong)(person >> 64) + ((ulong)replicate * 0x9E3779B97F4A7C15))) >> 32);
        var times = 0;
        while (times < Bounds.Length && drawn >= Bounds[times]) times++;
        return times;
    }

    /// <summary>The interval that holds the middle share of the replicates, with linear interpolation between them.</summary>
    /// <param name="replicates">At least one.</param>
    /// <param name="level">Share, such as 0.95.</param>
    public static (double Low, double High) Interval(IEnumerable<double> replicates, double level = 0.95)
    {
        double[] sorted = [.. replicates.Order()];
        return (At(sorted, (1 - level) / 2), At(sorted, (1 + level) / 2));
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
