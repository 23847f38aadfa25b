using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// Finds out which clusters a night's edges touch, and which of these become one. Hubs, and what lists have taken out, hold no clusters
/// together: they link nobody anyway, and would draw half the store into every night.
/// </summary>
public sealed class ClusterGrouping
{
    private const int NoHub = int.MaxValue;

    private readonly IReadOnlyList<KeyedEdge> edges;
    private readonly IdentityRules rules;
    private readonly Dictionary<UInt128, int> hubs;
    private readonly List<UInt128> newHubs;
    private readonly IReadOnlyCollection<Identifier> again;
    private readonly ulong[] wanted;
    private readonly ulong[] clusters;

    /// <param name="edges">The night's edges.</param>
    /// <param name="guards">Limits, for what becomes a hub by this night's edges alone.</param>
    /// <param name="rules">Lists.</param>
    /// <param name="knownHubs">Identifiers that were found to be hubs before, in the order in which they were.</param>
    /// <param name="again">Identifiers whose clusters are to be found anew without a new edge.</param>
    public ClusterGrouping(IReadOnlyList<KeyedEdge> edges, GuardRails guards, IdentityRules rules, IEnumerable<UInt128> knownHubs, IReadOnlyCollection<Identifier> again)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (this.edges, this.rules, this.again) = (edges, rules, again);
        hubs = rules.Cut.Keys.ToDictionary(key => key, _ => 0);
        foreach (var hub in knownHubs) hubs.TryAdd(hub, hubs.Count);
        wanted = Wanted();
        var heads = rules.HasEdgeRules
            ? [.. edges.Where(edge => !rules.Excluded.Contains((edge.A.Key, edge.B.Key))).Select(edge => edge with { A = rules.Head(edge.A), B = rules.Head(edge.B) })]
            : edges;
        newHubs = [.. NightHubs(heads, guards).Where(hub => !hubs.ContainsKey(hub)).Order()];
        foreach (var hub in newHubs) hubs.TryAdd(hub, hubs.Count);
        clusters = new ulong[wanted.Length];
    }

    /// <summary>First bits of the keys to be looked up in a shard of the index.</summary>
    public bool Wants(int shard, int shards) => Range(shard, shards).Length > 0;

    /// <summary>Looks keys up in one run of a shard of the index.</summary>
    public void Find(ReadOnlySpan<byte> run, int shard, int shards)
    {
        var (start, length) = Range(shard, shards);
        KeyIndex.Find(run, wanted.AsSpan(start, length), clusters.AsSpan(start, length));
    }

    /// <summary>When all shards have been looked up: what belongs together.</summary>
    public ClusterGroups Group(ClusterMoves moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        var parents = new int[wanted.Length];
        var byCluster = new Dictionary<ulong, int>();
        for (var node = 0; node < wanted.Length; node++)
        {
            parents[node] = node;
            if (clusters[node] == KeyIndex.None) continue;
            clusters[node] = moves.Of(clusters[node]);
            // Two identifiers of one cluster are together already.
            if (!byCluster.TryAdd(clusters[node], node)) Join(parents, byCluster[clusters[node]], node);
        }

        // An edge to a hub is the other side's; between two hubs it is that side's which became one later, as it was while that one was none yet: so no pair is in two clusters.
        var holders = new int[edges.Count];
        for (var place = 0; place < holders.Length; place++)
        {
            var edge = edges[place];
            var (a, b) = (Rank(edge.A), Rank(edge.B));
            holders[place] = Place(a > b ? edge.A : edge.B);
            if (a == NoHub && b == NoHub) Join(parents, Place(edge.A), Place(edge.B));
        }

        foreach (var (self, head) in rules.Aliases) Join(parents, Place(self), Place(head));
        var survivors = Survivors(parents);
        ulong Cluster(int node) => survivors[Root(parents, node)];
        var groups = new ClusterGroups();
        for (var place = 0; place < holders.Length; place++) groups.Edges.Add((Cluster(holders[place]), edges[place]));

        foreach (var (cluster, node) in byCluster)
        {
            if (Cluster(node) != cluster) groups.Moves.Add(new(cluster, Cluster(node)));
        }

        // Of what is only looked at again, and is not known, nothing is kept.
        var onlyAgain = again.Select(Place).ToHashSet();
        if (onlyAgain.Count > 0) onlyAgain.ExceptWith(edges.SelectMany(edge => new[] { Place(edge.A), Place(edge.B) }));
        for (var node = 0; node < wanted.Length; node++)
        {
            if (clusters[node] == KeyIndex.None && !onlyAgain.Contains(node)) groups.NewKeys.Add(new(wanted[node], Cluster(node)));
        }

        // What hung on a hub of this night hangs on it no longer, in the cluster that it has been in.
        groups.Recomputed.UnionWith(newHubs.Select(hub => Array.BinarySearch(wanted, KeyIndex.Prefix(hub))).Where(node => clusters[node] != KeyIndex.None).Select(Cluster));
        groups.Recomputed.UnionWith(again.Select(Place).Where(node => clusters[node] != KeyIndex.None).Select(Cluster));
        groups.NewHubs.AddRange(newHubs);
        groups.Sort();
        return groups;
    }

    /// <summary>Identifiers that have more neighbours in this night alone than a person's identifier may have.</summary>
    private IEnumerable<UInt128> NightHubs(IReadOnlyList<KeyedEdge> nightEdges, GuardRails guards)
    {
        var counts = new int[wanted.Length];
        foreach (var edge in nightEdges)
        {
            counts[Place(edge.A)]++;
            counts[Place(edge.B)]++;
        }

        if (!Array.Exists(counts, count => count > guards.MostNeighbours)) return [];
        var neighbours = new HashSet<(Identifier Node, Identifier Neighbour)>();
        foreach (var edge in nightEdges)
        {
            if (edge.A.Key == edge.B.Key) continue;
            if (counts[Place(edge.A)] > guards.MostNeighbours && Counts(edge.B, rules)) neighbours.Add((edge.A, edge.B));
            if (counts[Place(edge.B)] > guards.MostNeighbours && Counts(edge.A, rules)) neighbours.Add((edge.B, edge.A));
        }

        return neighbours
            .GroupBy(pair => pair.Node)
            .Where(group => NeighbourLimits.IsHub((byte)group.Key.Type, group.Count(), Count(group, IdentifierType.Email) > guards.MostEmails || Count(group, IdentifierType.Phone) > guards.MostPhones, guards))
            .Select(group => group.Key.Key);
    }

    private static int Count(IEnumerable<(Identifier Node, Identifier Neighbour)> neighbours, IdentifierType type) => neighbours.Count(pair => pair.Neighbour.Type == type);

    private static bool Counts(Identifier neighbour, IdentityRules rules) => NeighbourLimits.CountsForHub(neighbour.Type) && !rules.Cut.ContainsKey(neighbour.Key);

    /// <summary>For each group the cluster that it is in from now on: the smallest of those it has; for a new group, its smallest key.</summary>
    private ulong[] Survivors(int[] parents)
    {
        var survivors = new ulong[wanted.Length];
        for (var node = 0; node < wanted.Length; node++)
        {
            if (clusters[node] == KeyIndex.None) continue;
            var root = Root(parents, node);
            survivors[root] = survivors[root] == KeyIndex.None ? clusters[node] : Math.Min(survivors[root], clusters[node]);
        }

        for (var node = 0; node < wanted.Length; node++)
        {
            if (survivors[Root(parents, node)] == KeyIndex.None) survivors[Root(parents, node)] = wanted[node];
        }

        return survivors;
    }

    /// <summary>First bits of all keys that the night is about, sorted, each once.</summary>
    private ulong[] Wanted()
    {
        var prefixes = new List<ulong>(2 * edges.Count);
        foreach (var edge in edges)
        {
            prefixes.Add(KeyIndex.Prefix(edge.A.Key));
            prefixes.Add(KeyIndex.Prefix(edge.B.Key));
        }

        foreach (var identifier in rules.Aliases.SelectMany(alias => new[] { alias.Self, alias.Head }).Concat(again)) prefixes.Add(KeyIndex.Prefix(identifier.Key));
        prefixes.Sort();
        var count = 0;
        for (var place = 0; place < prefixes.Count; place++)
        {
            if (count == 0 || prefixes[place] != prefixes[count - 1]) prefixes[count++] = prefixes[place];
        }

        return [.. prefixes.Take(count)];
    }

    private int Rank(Identifier identifier) => hubs.GetValueOrDefault(rules.Head(identifier).Key, NoHub);

    private int Place(Identifier identifier) => Array.BinarySearch(wanted, KeyIndex.Prefix(identifier.Key));

    private (int Start, int Length) Range(int shard, int shards)
    {
        int First(int of)
        {
            var (low, high) = (0, wanted.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (KeyIndex.ShardOf(wanted[middle], shards) < of) low = middle + 1;
                else high = middle;
            }

            return low;
        }

        var start = First(shard);
        return (start, First(shard + 1) - start);
    }

    private static void Join(int[] parents, int one, int two)
    {
        (one, two) = (Root(parents, one), Root(parents, two));
        if (one < two) parents[two] = one;
        else parents[one] = two;
    }

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node) node = parents[node] = parents[parents[node]];
        return node;
    }
}
