using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pinstitch.Stitch.Clusters;

/// <summary>Runs of the ledger: records of clusters, sorted by cluster. A cluster's content is that of its records in all runs of its shard, oldest first.</summary>
public static class ClusterRun
{
    private const int HeaderSize = 12;

    /// <summary>The shard of a cluster.</summary>
    public static int ShardOf(ulong cluster, int shards) => (int)Math.BigMul(unchecked(cluster * 0x9E3779B97F4A7C15), (ulong)shards, out _);

    /// <summary>Adds a record.</summary>
    public static void Write(List<byte> output, ulong cluster, ClusterContent content, int firstNode, int firstEdge)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(content);
        var start = output.Count;
        CollectionsMarshal.SetCount(output, start + HeaderSize);
        content.Write(output, firstNode, firstEdge);
        var header = CollectionsMarshal.AsSpan(output)[start..];
        BinaryPrimitives.WriteUInt64BigEndian(header, cluster);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], header.Length - HeaderSize);
    }

    /// <summary>Copies the records of some clusters; the others are stepped over.</summary>
    /// <param name="run">The run.</param>
    /// <param name="wanted">Clusters, sorted.</param>
    /// <param name="found">Called with each record's cluster and body.</param>
    public static void Find(ReadOnlySpan<byte> run, ReadOnlySpan<ulong> wanted, ClusterRecord found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var item = 0;
        while (!run.IsEmpty && item < wanted.Length)
        {
            var cluster = BinaryPrimitives.ReadUInt64BigEndian(run);
            var length = BinaryPrimitives.ReadInt32BigEndian(run[8..]);
            while (item < wanted.Length && wanted[item] < cluster) item++;
            if (item < wanted.Length && wanted[item] == cluster) found(cluster, run.Slice(HeaderSize, length));
            run = run[(HeaderSize + length)..];
        }
    }

    /// <summary>All records.</summary>
    public static void ForEach(ReadOnlySpan<byte> run, ClusterRecord found)
    {
        ArgumentNullException.ThrowIfNull(found);
        while (!run.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(run[8..]);
            found(BinaryPrimitives.ReadUInt64BigEndian(run), run.Slice(HeaderSize, length));
            run = run[(HeaderSize + length)..];
        }
    }

    /// <summary>Joins runs into one, without what has moved to another cluster.</summary>
    /// <param name="runs">The runs of a shard, oldest first.</param>
    /// <param name="moved">Clusters that have become part of another one.</param>
    public static byte[] Compact(IEnumerable<ReadOnlyMemory<byte>> runs, ClusterMoves moved)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(moved);
        var rest = runs.ToArray();
        var records = new List<ReadOnlyMemory<byte>>();
        var output = new List<byte>(rest.Sum(run => run.Length));
        while (Next(rest) is { } cluster)
        {
            records.Clear();
            for (var run = 0; run < rest.Length; run++)
            {
                while (!rest[run].IsEmpty && BinaryPrimitives.ReadUInt64BigEndian(rest[run].Span) == cluster)
                {
                    var length = HeaderSize + BinaryPrimitives.ReadInt32BigEndian(rest[run].Span[8..]);
                    records.Add(rest[run][..length]);
                    rest[run] = rest[run][length..];
                }
            }

            if (!moved.HasMoved(cluster)) Join(output, cluster, records);
        }

        return [.. output];
    }

    /// <summary>The smallest cluster that some run begins with; null when all are read.</summary>
    private static ulong? Next(ReadOnlyMemory<byte>[] runs)
    {
        ulong? next = null;
        foreach (var run in runs)
        {
            if (!run.IsEmpty && BinaryPrimitives.ReadUInt64BigEndian(run.Span) is var cluster && !(next <= cluster)) next = cluster;
        }

        return next;
    }

    /// <summary>Most clusters are in one run only, and are copied as they are.</summary>
    private static void Join(List<byte> output, ulong cluster, List<ReadOnlyMemory<byte>> records)
    {
        if (records.Count == 1)
        {
            output.AddRange(records[0].Span);
            return;
        }

        var content = new ClusterContent();
        foreach (var record in records) content.Read(record.Span[HeaderSize..]);
        Write(output, cluster, content, 0, 0);
    }
}
