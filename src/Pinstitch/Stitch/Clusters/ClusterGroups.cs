namespace Pinstitch.Stitch.Clusters;

/// <summary>What a night does to clusters.</summary>
public sealed class ClusterGroups
{
    /// <summary>The night's edges with the clusters that they belong to, by cluster.</summary>
    public List<(ulong Cluster, KeyedEdge Edge)> Edges { get; } = [];

    /// <summary>Clusters that become part of another one, sorted.</summary>
    public List<KeyEntry> Moves { get; } = [];

    /// <summary>Identifiers that were not known, with their clusters, sorted.</summary>
    public List<KeyEntry> NewKeys { get; } = [];

    /// <summary>Clusters whose persons may change without a new edge.</summary>
    public SortedSet<ulong> Recomputed { get; } = [];

    /// <summary>Identifiers that have become hubs by this night's edges alone, sorted.</summary>
    public List<UInt128> NewHubs { get; } = [];

    internal void Sort()
    {
        Moves.Sort((one, two) => one.Key.CompareTo(two.Key));
        // Places are sorted, not edges, which are ten times as large; those of one cluster are few.
        ulong[] clusters = [.. Edges.Select(item => item.Cluster)];
        int[] places = [.. Enumerable.Range(0, clusters.Length)];
        Array.Sort(clusters, places);
        var sorted = Array.ConvertAll(places, place => Edges[place]);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && clusters[end] == clusters[start];) end++;
            if (end - start > 1) sorted.AsSpan(start, end - start).Sort((one, two) => Compare(one.Edge, two.Edge));
        }

        Edges.Clear();
        Edges.AddRange(sorted);
    }

    private static int Compare(in KeyedEdge one, in KeyedEdge two)
    {
        var byPair = (one.A, one.B).CompareTo((two.A, two.B));
        return byPair != 0 ? byPair : (one.Night, one.Time).CompareTo((two.Night, two.Time));
    }
}
