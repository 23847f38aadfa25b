using System.Runtime.InteropServices;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// Runs of the index: which cluster an identifier is in. An entry is the first 64 bits of the key and the cluster, sorted. Two identifiers that
/// share these bits only bring a cluster in that has nothing to do with the matter, which costs time and changes nothing.
/// </summary>
public static class KeyIndex
{
    /// <summary>No cluster.</summary>
    public const ulong None = 0;

    public static ulong Prefix(UInt128 key) => Math.Max(1, (ulong)(key >> 64));

    /// <summary>The shard of an entry; shards are ranges of keys, so that any number of them gives the same order.</summary>
    public static int ShardOf(ulong prefix, int shards) => (int)Math.BigMul(prefix, (ulong)shards, out _);

    /// <param name="entries">Sorted by key.</param>
    public static byte[] Write(ReadOnlySpan<KeyEntry> entries) => MemoryMarshal.AsBytes(entries).ToArray();

    public static ReadOnlySpan<KeyEntry> Read(ReadOnlySpan<byte> run) => MemoryMarshal.Cast<byte, KeyEntry>(run);

    /// <summary>Looks keys up in one run; what it does not have is left as it is, so that later runs overrule earlier ones.</summary>
    /// <param name="run">What <see cref="Write"/> has made.</param>
    /// <param name="wanted">Sorted.</param>
    /// <param name="clusters">One for each wanted key.</param>
    public static void Find(ReadOnlySpan<byte> run, ReadOnlySpan<ulong> wanted, Span<ulong> clusters)
    {
        var entries = Read(run);
        var place = 0;
        for (var item = 0; item < wanted.Length && place < entries.Length; item++)
        {
            var key = wanted[item];
            // Doubling steps, then halving: wanted keys are some hundred entries apart.
            var step = 1;
            while (place + step < entries.Length && entries[place + step].Key < key) step *= 2;
            var (low, high) = (place + (step / 2), Math.Min(place + step, entries.Length - 1));
            if (entries[place].Key >= key) (low, high) = (place, place);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (entries[middle].Key < key) low = middle + 1;
                else high = middle;
            }

            place = low;
            if (entries[place].Key == key) clusters[item] = entries[place].Cluster;
        }
    }

    /// <summary>Joins runs into one; later ones overrule earlier ones.</summary>
    /// <param name="runs">The runs, oldest first.</param>
    /// <param name="moved">Clusters that have become part of another one.</param>
    public static byte[] Compact(IEnumerable<ReadOnlyMemory<byte>> runs, ClusterMoves moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        var entries = SortedRuns.Merge([.. runs.Select(run => (IReadOnlyList<KeyEntry>)Read(run.Span).ToArray())], entry => entry.Key);
        return Write([.. entries.Select(entry => entry with { Cluster = moved.Of(entry.Cluster) })]);
    }
}
