using System.Globalization;

namespace Pinstitch.Functions.Operate;

/// <summary>Which of the hub's messages have been dealt with, read from the names that <c>LandEvents</c> gives its blobs.</summary>
internal sealed class LandedRanges
{
    private readonly Dictionary<int, List<(long First, long Last)>> byPartition = [];

    public void Add(string blob)
    {
        var name = Path.GetFileName(blob).Split('.')[0];
        // The partition may be below zero, so the last two dashes count.
        var last = name.LastIndexOf('-');
        var first = name.LastIndexOf('-', last - 1);
        var partition = int.Parse(name[..first], CultureInfo.InvariantCulture);
        if (!byPartition.TryGetValue(partition, out var ranges)) byPartition[partition] = ranges = [];
        ranges.Add((long.Parse(name[(first + 1)..last], CultureInfo.InvariantCulture), long.Parse(name[(last + 1)..], CultureInfo.InvariantCulture)));
    }

    /// <summary>How many different messages that is; batches that overlap after a redelivery count once.</summary>
    public long Count()
    {
        var count = 0L;
        foreach (var ranges in byPartition.Values)
        {
            ranges.Sort();
            var next = long.MinValue;
            foreach (var (first, last) in ranges)
            {
                count += Math.Max(0, last - Math.Max(first, next) + 1);
                next = Math.Max(next, last + 1);
            }
        }

        return count;
    }
}
