using System.Globalization;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// Takes a night's edges into the identity store, in three steps that can run apart: plan (which clusters the edges touch), link (one shard after
/// the other, or many at once) and finish. Runs are written beside what is there; until somebody keeps the manifest nothing counts, and a
/// repeat writes the same files.
/// </summary>
/// <param name="files">The store.</param>
/// <param name="guards">Limits.</param>
/// <param name="rules">Lists.</param>
/// <param name="former">Lists as they were in the night before, where pairs have been undone or taken back since; null for the same.</param>
public sealed class IdentityNight(IIdentityFiles files, GuardRails guards, IdentityRules rules, IdentityRules? former = null)
{
    private readonly RunList runs = new(files);

    /// <summary>All three steps, shards side by side on all cores.</summary>
    public async Task<NightOutcome> RunAsync(IdentityManifest manifest, IReadOnlyList<KeyedEdge> edges, CancellationToken cancellation, IReadOnlyCollection<Identifier>? again = null)
    {
        var plan = await PlanAsync(manifest, edges, cancellation, again);
        var linked = new LinkedShard[plan.Touched.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, linked.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            async (place, stop) => linked[place] = await LinkAsync(plan, plan.Touched[place], stop));
        return await FinishAsync(plan, linked, cancellation);
    }

    /// <summary>Finds the clusters that the edges touch, and writes what each shard has to do.</summary>
    /// <param name="manifest">The store.</param>
    /// <param name="edges">The night's edges.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="again">Identifiers whose persons are to be found anew without a new edge, because other pairs are undone than before. No hub may be among them (<see cref="HubsAsync"/>).</param>
    public async Task<IdentityPlan> PlanAsync(IdentityManifest manifest, IReadOnlyList<KeyedEdge> edges, CancellationToken cancellation, IReadOnlyCollection<Identifier>? again = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var step = manifest.Step + 1;
        var moves = ClusterMoves.Read(await runs.ReadAsync(manifest.Moves, cancellation));
        var grouping = new ClusterGrouping(edges, guards, rules, await runs.HubsAsync(manifest, cancellation), again ?? []);
        for (var shard = 0; shard < manifest.Shards; shard++)
        {
            if (!grouping.Wants(shard, manifest.Shards)) continue;
            foreach (var run in manifest.Index[shard]) grouping.Find((await files.ReadAsync(run, cancellation)).Span, shard, manifest.Shards);
        }

        var groups = grouping.Group(moves);
        var work = ShardWork.Of(groups, await FetchAsync(manifest, groups, cancellation), manifest.Shards);
        foreach (var (shard, content) in work) await files.WriteAsync(Name(step, "work", shard), content.Write(), cancellation);
        var index = manifest.Index.ToArray();
        foreach (var shard in groups.NewKeys.GroupBy(entry => KeyIndex.ShardOf(entry.Key, manifest.Shards)))
            index[shard.Key] = await runs.AppendAsync(index[shard.Key], Name(step, "index", shard.Key), KeyIndex.Write([.. shard]), all => KeyIndex.Compact(all, moves), cancellation);
        var moved = await runs.AppendAsync(manifest.Moves, Name(step, "moves"), KeyIndex.Write([.. groups.Moves]), null, cancellation);
        return new(manifest, [.. work.Keys], index, moved, [.. groups.NewHubs.Select(RunList.Text)]);
    }

    /// <summary>Brings the touched clusters of one shard up to date.</summary>
    public async Task<LinkedShard> LinkAsync(IdentityPlan plan, int shard, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var link = new ShardLink(guards, former ?? rules, rules, await runs.HubsAsync(plan.Store, cancellation), [.. plan.NewHubs.Select(RunList.Hub)]);
        var work = ShardWork.Read(await files.ReadAsync(Name(plan.Step, "work", shard), cancellation));
        link.Add(await runs.ReadAsync(plan.Store.Ledger[shard], cancellation), work);
        var result = link.Link();
        // The list of moves is long; only joining runs asks for it.
        var moves = RunList.IsFull(plan.Store.Ledger[shard]) ? ClusterMoves.Read(await runs.ReadAsync(plan.Store.Moves, cancellation)) : ClusterMoves.Read([]);
        var ledger = await runs.AppendAsync(plan.Store.Ledger[shard], Name(plan.Step, "ledger", shard), result.Ledger, all => ClusterRun.Compact(all, moves), cancellation);
        var changes = Name(plan.Step, "changes", shard);
        await files.WriteAsync(changes, ChangeRun.Write(result.Changes), cancellation);
        var touched = Name(plan.Step, "touched", shard);
        await files.WriteAsync(touched, PersonFlows.Write(result.Flows), cancellation);
        return new(shard, ledger, changes, touched, [.. result.Hubs.Select(RunList.Text)], result.Held, result.Counts, result.Size);
    }

    /// <summary>Joins what the shards came to.</summary>
    public async Task<NightOutcome> FinishAsync(IdentityPlan plan, IReadOnlyList<LinkedShard> shards, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(shards);
        var ledger = plan.Store.Ledger.ToArray();
        var held = plan.Store.Held.ToArray();
        var counts = plan.Store.Counts;
        var all = new List<IReadOnlyList<PersonChange>>();
        var flows = new List<PersonFlow>();
        foreach (var shard in shards)
        {
            ledger[shard.Shard] = shard.Ledger;
            for (var guard = 0; guard < held.Length; guard++) held[guard] += shard.Held[guard];
            counts += shard.Counts;
            all.Add([.. ChangeRun.Read(await files.ReadAsync(shard.Changes, cancellation))]);
            flows.AddRange(PersonFlows.Read(await files.ReadAsync(shard.Touched, cancellation)));
        }

        // A new hub stands in every cluster that it touches; the one that has known it before knows whose it was.
        var changes = First(SortedRuns.Merge(all, change => (change.Identifier, change.IsNew)));
        await files.WriteAsync(Name(plan.Step, "changes"), ChangeRun.Write(changes), cancellation);
        var persons = await FollowAsync(plan.Store, plan.Step, changes, cancellation);
        // In the order in which they became hubs: those by the night's edges alone were hubs already when its clusters were found.
        var found = plan.NewHubs.Concat(shards.SelectMany(shard => shard.Hubs).Order(StringComparer.Ordinal)).Distinct().Select(RunList.Hub);
        var hubs = await runs.AppendAsync(plan.Store.Hubs, Name(plan.Step, "hubs"), RunList.WriteHubs(found), null, cancellation);
        var manifest = plan.Store with { Step = plan.Step, Index = plan.Index, Ledger = ledger, Moves = plan.Moves, Hubs = hubs, Persons = persons, Held = held, Counts = counts.WithHeld(Guard.Hub, changes.Count(change => change.Guard == Guard.Hub)) };
        return new(manifest, Name(plan.Step, "changes"), [.. PersonFlows.Sum(flows)], changes.Count, NightSize.Of(shards.Select(shard => shard.Size)));
    }

    /// <summary>Identifiers that were found to be hubs, in the order in which they were, and stay hubs until the store is made again.</summary>
    public Task<IReadOnlyCollection<UInt128>> HubsAsync(IdentityManifest manifest, CancellationToken cancellation) => runs.HubsAsync(manifest, cancellation);

    /// <summary>All persons as they stand, from the whole ledger.</summary>
    public async Task<IReadOnlyList<LinkedIdentifier>> PersonsAsync(IdentityManifest manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var known = rules.WithHubs(await runs.HubsAsync(manifest, cancellation));
        var all = new List<LinkedIdentifier>();
        for (var shard = 0; shard < manifest.Shards; shard++)
        {
            var graph = new PersonGraph(guards, known);
            foreach (var edge in await EdgesAsync(manifest, shard, cancellation)) graph.Add(edge.A, edge.B, edge.Time, edge.Night);
            all.AddRange(graph.Link().All);
        }

        return [.. all.OrderBy(item => item.Identifier).DistinctBy(item => item.Identifier)];
    }

    /// <summary>All edges of a shard, as the nights have learned of them: to make the store again when rules have changed, and to explain a person.</summary>
    public async Task<IReadOnlyList<KeyedEdge>> EdgesAsync(IdentityManifest manifest, int shard, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var moves = ClusterMoves.Read(await runs.ReadAsync(manifest.Moves, cancellation));
        var edges = new List<KeyedEdge>();
        ClusterRun.ForEach(ClusterRun.Compact(await runs.ReadAsync(manifest.Ledger[shard], cancellation), moves), (_, body) =>
        {
            var content = new ClusterContent();
            content.Read(body);
            for (var edge = 0; edge < content.Edges.Count; edge++) edges.Add(content[edge]);
        });
        return edges;
    }

    /// <summary>Adds changes to those of nights before, by parts of equal size, so that no step ever holds all of them.</summary>
    private async Task<IReadOnlyList<string>> FollowAsync(IdentityManifest store, int step, List<PersonChange> changes, CancellationToken cancellation)
    {
        var persons = store.Persons.ToList();
        foreach (var part in changes.GroupBy(change => KeyIndex.ShardOf((ulong)(change.Identifier.Key >> 64), store.Shards)).OrderBy(part => part.Key))
        {
            var own = persons.Where(name => Path.GetFileName(name) == Path.GetFileName(Name(step, "persons", part.Key))).ToList();
            var next = await runs.AppendAsync(own, Name(step, "persons", part.Key), ChangeRun.Write([.. part]), ChangeRun.Join, cancellation);
            persons = [.. persons.Except(own), .. next];
        }

        return persons;
    }

    /// <summary>Of each identifier the first.</summary>
    private static List<PersonChange> First(IReadOnlyList<PersonChange> sorted)
    {
        var first = new List<PersonChange>(sorted.Count);
        foreach (var change in sorted)
        {
            if (first.Count == 0 || first[^1].Identifier != change.Identifier) first.Add(change);
        }

        return first;
    }

    /// <summary>The contents of clusters that become part of another one.</summary>
    private async Task<Dictionary<ulong, ClusterContent>> FetchAsync(IdentityManifest manifest, ClusterGroups groups, CancellationToken cancellation)
    {
        var contents = groups.Moves.ToDictionary(move => move.Key, _ => new ClusterContent());
        foreach (var shard in groups.Moves.GroupBy(move => ClusterRun.ShardOf(move.Key, manifest.Shards)))
        {
            ulong[] wanted = [.. shard.Select(move => move.Key)];
            foreach (var run in await runs.ReadAsync(manifest.Ledger[shard.Key], cancellation)) ClusterRun.Find(run.Span, wanted, (cluster, body) => contents[cluster].Read(body));
        }

        return contents;
    }

    private static string Name(int step, string kind, int? shard = null) => shard is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"step-{step:D6}/{kind}-{number:D3}.bin")
        : string.Create(CultureInfo.InvariantCulture, $"step-{step:D6}/{kind}.bin");
}
