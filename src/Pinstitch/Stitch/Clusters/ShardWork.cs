namespace Pinstitch.Stitch.Clusters;

/// <summary>What a night brings to one shard, as two runs: clusters that move in, and new edges. A record without edges says that the cluster is to be found anew.</summary>
/// <param name="Moved">Records of clusters that become part of another one, under that one.</param>
/// <param name="News">Records of the night's edges.</param>
public sealed record ShardWork(byte[] Moved, byte[] News)
{
    /// <summary>Sorts what a night brings by shard.</summary>
    /// <param name="groups">What the night does.</param>
    /// <param name="moved">The contents of the clusters that move.</param>
    /// <param name="shards">How many shards there are.</param>
    /// <returns>The shards that the night touches.</returns>
    public static SortedDictionary<int, ShardWork> Of(ClusterGroups groups, IReadOnlyDictionary<ulong, ClusterContent> moved, int shards)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var work = new SortedDictionary<int, (List<byte> Moved, List<byte> News)>();
        (List<byte> Moved, List<byte> News) Shard(ulong cluster) =>
            work.TryGetValue(ClusterRun.ShardOf(cluster, shards), out var found) ? found : work[ClusterRun.ShardOf(cluster, shards)] = ([], []);
        foreach (var move in groups.Moves.OrderBy(move => move.Cluster).ThenBy(move => move.Key))
            ClusterRun.Write(Shard(move.Cluster).Moved, move.Cluster, moved[move.Key], 0, 0);
        foreach (var (cluster, content) in ByCluster(groups)) ClusterRun.Write(Shard(cluster).News, cluster, content, 0, 0);
        return new(work.ToDictionary(item => item.Key, item => new ShardWork([.. item.Value.Moved], [.. item.Value.News])));
    }

    /// <summary>Both runs in one file.</summary>
    public byte[] Write() => [.. BitConverter.GetBytes(Moved.Length), .. Moved, .. News];

    public static ShardWork Read(ReadOnlyMemory<byte> file)
    {
        var length = BitConverter.ToInt32(file.Span);
        return new(file.Slice(4, length).ToArray(), file[(4 + length)..].ToArray());
    }

    private static IEnumerable<(ulong Cluster, ClusterContent Content)> ByCluster(ClusterGroups groups)
    {
        // Apart from the edges: these may all be known, and then they alone would be no reason to look at the cluster.
        foreach (var cluster in groups.Recomputed) yield return (cluster, new());
        for (var place = 0; place < groups.Edges.Count;)
        {
            var (cluster, content) = (groups.Edges[place].Cluster, new ClusterContent());
            for (; place < groups.Edges.Count && groups.Edges[place].Cluster == cluster; place++) content.Append(groups.Edges[place].Edge);
            yield return (cluster, content);
        }
    }
}
