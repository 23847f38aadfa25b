using System.Buffers.Binary;
using System.Globalization;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// Takes a night's edges into the identity store: looks their identifiers up, brings the clusters that they touch up to date shard by
/// shard, and writes runs beside what is there. Until the manifest is swapped nothing counts, and a repeat writes the same files.
/// </summary>
/// <param name="files">The store.</param>
/// <param name="guards">Limits.</param>
/// <param name="rules">Lists.</param>
public sealed class IdentityNight(IIdentityFiles files, GuardRails guards, IdentityRules rules)
{
    /// <summary>Runs of a shard that are read together before they are joined into one.</summary>
    private const int MostRuns = 12;

    public NightOutcome Run(IdentityManifest manifest, IReadOnlyList<KeyedEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var step = manifest.Step + 1;
        var moves = ClusterMoves.Read(manifest.Moves.Select(files.Read));
        var hubs = manifest.Hubs.SelectMany(ReadHubs).ToHashSet();
        var groups = Group(manifest, edges, moves, hubs);
        var moved = FetchMoved(manifest, groups);
        var changes = new List<PersonChange>();
        var found = new SortedSet<UInt128>(groups.NewHubs);
        var held = manifest.Held.ToArray();
        var ledger = manifest.Ledger.ToArray();
        var byShard = groups.Edges.ToLookup(item => ClusterRun.ShardOf(item.Cluster, manifest.Shards));
        for (var shard = 0; shard < manifest.Shards; shard++)
        {
            var wanted = groups.Touched.Where(cluster => ClusterRun.ShardOf(cluster, manifest.Shards) == shard && !IsMoved(groups, cluster)).ToArray();
            if (wanted.Length == 0 && !byShard.Contains(shard)) continue;
            var link = new ShardLink(guards, rules, hubs, groups.NewHubs);
            foreach (var run in ledger[shard]) ClusterRun.Find(files.Read(run).Span, wanted, link.AddStored);
            foreach (var (cluster, content) in moved[shard]) link.AddMoved(cluster, content);
            foreach (var (cluster, edge) in byShard[shard]) link.AddNew(cluster, edge);
            foreach (var cluster in groups.Recomputed.Where(cluster => ClusterRun.ShardOf(cluster, manifest.Shards) == shard)) link.Recompute(cluster);
            var result = link.Link();
            changes.AddRange(result.Changes);
            found.UnionWith(result.Hubs);
            for (var guard = 0; guard < held.Length; guard++) held[guard] += result.Held[guard];
            ledger[shard] = Append(ledger[shard], Name(step, "ledger", shard), result.Ledger, runs => ClusterRun.Compact(runs, moves));
        }

        var index = WriteIndex(manifest, groups, moves, step);
        return new(
            manifest with
            {
                Step = step,
                Index = index,
                Ledger = ledger,
                Moves = Append(manifest.Moves, Name(step, "moves"), KeyIndex.Write([.. groups.Moves])),
                Hubs = Append(manifest.Hubs, Name(step, "hubs"), WriteHubs(found)),
                Held = held,
            },
            // A new hub stands in every cluster that it touches; the one that has known it before knows whose it was.
            [.. changes.OrderBy(change => change.Identifier).ThenBy(change => change.IsNew).DistinctBy(change => change.Identifier)]);
    }

    /// <summary>All persons as they stand, from the whole ledger.</summary>
    public IReadOnlyList<LinkedIdentifier> Persons(IdentityManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var moves = ClusterMoves.Read(manifest.Moves.Select(files.Read));
        var known = rules.WithHubs(manifest.Hubs.SelectMany(ReadHubs));
        var all = new List<LinkedIdentifier>();
        foreach (var runs in manifest.Ledger)
        {
            var graph = new PersonGraph(guards, known);
            ClusterRun.ForEach(ClusterRun.Compact(runs.Select(files.Read), moves), (_, body) =>
            {
                var content = new ClusterContent();
                content.Read(body);
                foreach (var edge in content.Edges) graph.Add(content.Nodes[edge.A], content.Nodes[edge.B], edge.Time, edge.Night);
            });
            all.AddRange(graph.Link().All);
        }

        return [.. all.OrderBy(item => item.Identifier).DistinctBy(item => item.Identifier)];
    }

    private ClusterGroups Group(IdentityManifest manifest, IReadOnlyList<KeyedEdge> edges, ClusterMoves moves, HashSet<UInt128> hubs)
    {
        var grouping = new ClusterGrouping(edges, guards, rules, hubs);
        for (var shard = 0; shard < manifest.Shards; shard++)
        {
            if (!grouping.Wants(shard, manifest.Shards)) continue;
            foreach (var run in manifest.Index[shard]) grouping.Find(files.Read(run).Span, shard, manifest.Shards);
        }

        return grouping.Group(moves);
    }

    /// <summary>The contents of clusters that become part of another one, by the shard of that one.</summary>
    private List<(ulong Cluster, ClusterContent Content)>[] FetchMoved(IdentityManifest manifest, ClusterGroups groups)
    {
        var moved = new List<(ulong Cluster, ClusterContent Content)>[manifest.Shards];
        for (var shard = 0; shard < moved.Length; shard++) moved[shard] = [];
        foreach (var shard in groups.Moves.GroupBy(move => ClusterRun.ShardOf(move.Key, manifest.Shards)))
        {
            var contents = shard.ToDictionary(move => move.Key, _ => new ClusterContent());
            foreach (var run in manifest.Ledger[shard.Key]) ClusterRun.Find(files.Read(run).Span, [.. contents.Keys.Order()], (cluster, body) => contents[cluster].Read(body));
            foreach (var move in shard) moved[ClusterRun.ShardOf(move.Cluster, manifest.Shards)].Add((move.Cluster, contents[move.Key]));
        }

        // A cluster of identifiers that so far only a rule has named has no content.
        foreach (var list in moved) list.RemoveAll(item => item.Content.Nodes.Count == 0);
        foreach (var list in moved) list.Sort((one, two) => (one.Cluster, one.Content.Nodes[0]).CompareTo((two.Cluster, two.Content.Nodes[0])));
        return moved;
    }

    private IReadOnlyList<string>[] WriteIndex(IdentityManifest manifest, ClusterGroups groups, ClusterMoves moves, int step)
    {
        var index = manifest.Index.ToArray();
        foreach (var shard in groups.NewKeys.GroupBy(entry => KeyIndex.ShardOf(entry.Key, manifest.Shards)))
            index[shard.Key] = Append(index[shard.Key], Name(step, "index", shard.Key), KeyIndex.Write([.. shard]), runs => KeyIndex.Compact(runs, moves));
        return index;
    }

    private IReadOnlyList<string> Append(IReadOnlyList<string> runs, string name, byte[] content, Func<IEnumerable<ReadOnlyMemory<byte>>, byte[]>? compact = null)
    {
        if (content.Length == 0) return runs;
        if (compact is not null && runs.Count >= MostRuns)
        {
            files.Write(name, compact(runs.Select(files.Read).Append(content)));
            return [name];
        }

        files.Write(name, content);
        return [.. runs, name];
    }

    private static bool IsMoved(ClusterGroups groups, ulong cluster) => groups.Moves.BinarySearch(new(cluster, 0), Comparer<KeyEntry>.Create((one, two) => one.Key.CompareTo(two.Key))) >= 0;

    private IEnumerable<UInt128> ReadHubs(string run)
    {
        var content = files.Read(run);
        for (; !content.IsEmpty; content = content[16..]) yield return BinaryPrimitives.ReadUInt128BigEndian(content.Span);
    }

    private static byte[] WriteHubs(SortedSet<UInt128> hubs)
    {
        var content = new byte[16 * hubs.Count];
        foreach (var (place, hub) in hubs.Index()) BinaryPrimitives.WriteUInt128BigEndian(content.AsSpan(16 * place), hub);
        return content;
    }

    private static string Name(int step, string kind, int? shard = null) => shard is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"step-{step:D6}/{kind}-{number:D3}.bin")
        : string.Create(CultureInfo.InvariantCulture, $"step-{step:D6}/{kind}.bin");
}
