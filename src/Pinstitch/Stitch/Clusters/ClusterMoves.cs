namespace Pinstitch.Stitch.Clusters;

/// <summary>Clusters that have become part of another one.</summary>
public sealed class ClusterMoves
{
    private readonly Dictionary<ulong, ulong> moves = [];

    public int Count => moves.Count;

    /// <param name="runs">Pairs of the old and the new cluster, oldest run first.</param>
    public static ClusterMoves Read(IEnumerable<ReadOnlyMemory<byte>> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var moves = new ClusterMoves();
        foreach (var run in runs)
        {
            foreach (var entry in KeyIndex.Read(run.Span)) moves.moves[entry.Key] = entry.Cluster;
        }

        return moves;
    }

    /// <summary>Where a cluster is by now.</summary>
    public ulong Of(ulong cluster)
    {
        while (moves.TryGetValue(cluster, out var next)) cluster = next;
        return cluster;
    }

    public bool HasMoved(ulong cluster) => moves.ContainsKey(cluster);
}
