namespace Pinstitch.Functions.Operate;

/// <summary>Which of the hub's messages were met. They come nearly in order, so ranges are few.</summary>
internal sealed class SequenceSet
{
    private readonly Dictionary<int, List<(long First, long Last)>> byPartition = [];

    public void Add(int partition, long sequence) => Add(partition, sequence, sequence);

    public void Add(IEnumerable<SequenceRange> ranges)
    {
        foreach (var range in ranges) Add(range.Partition, range.First, range.Last);
    }

    /// <summary>How many different messages these are.</summary>
    public long Count() => Ranges().Sum(range => range.Last - range.First + 1);

    /// <summary>How many messages the hub has delivered: from each partition's first to its last that were met, gaps included.</summary>
    public long Spanned() => Spans().Sum(range => range.Last - range.First + 1);

    /// <summary>From each partition's first to its last, gaps included.</summary>
    public IReadOnlyList<SequenceRange> Spans() =>
        [.. byPartition.OrderBy(item => item.Key).Select(item => new SequenceRange(item.Key, item.Value.Min(range => range.First), item.Value.Max(range => range.Last)))];

    /// <summary>Sorted, without overlaps.</summary>
    public IReadOnlyList<SequenceRange> Ranges()
    {
        var joined = new List<SequenceRange>();
        foreach (var (partition, ranges) in byPartition.OrderBy(item => item.Key))
        {
            ranges.Sort();
            foreach (var (first, last) in ranges)
            {
                if (joined.Count > 0 && joined[^1].Partition == partition && first <= joined[^1].Last + 1)
                    joined[^1] = joined[^1] with { Last = Math.Max(joined[^1].Last, last) };
                else
                    joined.Add(new(partition, first, last));
            }
        }

        return joined;
    }

    private void Add(int partition, long first, long last)
    {
        if (!byPartition.TryGetValue(partition, out var ranges)) byPartition[partition] = ranges = [];
        if (ranges.Count > 0 && first >= ranges[^1].First && first <= ranges[^1].Last + 1)
            ranges[^1] = (ranges[^1].First, Math.Max(ranges[^1].Last, last));
        else
            ranges.Add((first, last));
    }
}
