using Pinstitch.Azure.Storage;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>Finds out which identifiers of the night are known, which clusters its edges touch, and what each shard of the store has to do.</summary>
public sealed class PlanIdentities(Lake lake, IdentityStore store)
{
    [Function(nameof(PlanIdentities))]
    public async Task<PlannedIdentities> RunAsync([ActivityTrigger] StitchInput input, CancellationToken cancellation)
    {
        var current = (await store.CurrentAsync(cancellation))?.Pointer;
        var isAside = current is not null && input.Night < current.Night;
        var seen = isAside ? null : await SeenParts.ReadAsync(lake, current?.Seen, cancellation);
        var edges = await DistinctAsync(input, seen, cancellation);
        var (undone, _) = await store.UndoneAsync(cancellation);
        var former = current?.Undone ?? undone;
        IReadOnlyList<Identifier> again = isAside ? [] : [.. Differing(undone, former)];
        IReadOnlyList<string>? replaced = null;
        var manifest = current?.Manifest ?? IdentityManifest.Empty(store.Shards);
        if (isAside)
        {
            manifest = IdentityManifest.Empty(store.Shards);
        }
        else if (current is not null && (current.Rules != store.RulesHash || await HasHubAsync(manifest, again, cancellation)))
        {
            // Other rules: the store is made again from what all its nights have learned, beside the one that counts.
            for (var shard = 0; shard < manifest.Shards; shard++) edges.AddRange(await store.Night(former).EdgesAsync(manifest, shard, cancellation));
            replaced = manifest.Persons;
            manifest = IdentityManifest.Empty(store.Shards) with { Step = manifest.Step };
            (former, again) = (undone, []);
        }

        var night = isAside ? store.Aside(input.Work, undone) : store.Night(undone, former);
        var seenName = seen is null ? null : SeenParts.Name(manifest.Step + 1);
        if (seen is not null) await seen.WriteAsync(lake, seenName!, cancellation);
        var plan = new SavedPlan(await night.PlanAsync(manifest, edges, cancellation, again), isAside, replaced, seenName) { Undone = undone, Former = former };
        var name = $"{input.Work}/identity-plan.json";
        await lake.Runs.WriteAsync(name, BinaryData.FromObjectAsJson(plan), cancellation);
        return new(name, plan.Plan.Touched);
    }

    /// <summary>Identifiers of pairs that are in one of the lists only.</summary>
    private static IEnumerable<Identifier> Differing(IReadOnlyList<UndonePair> one, IReadOnlyList<UndonePair> other) => one
        .Where(pair => !other.Any(pair.IsOf)).Concat(other.Where(pair => !one.Any(pair.IsOf)))
        .SelectMany(pair => new[] { pair.Read().A, pair.Read().B })
        .Distinct();

    /// <summary>Whether a neighbour more or less may make or unmake a hub: then the store is made again, for hubs hold no clusters together.</summary>
    private async Task<bool> HasHubAsync(IdentityManifest manifest, IReadOnlyList<Identifier> again, CancellationToken cancellation) =>
        again.Count > 0 && (await store.Night([]).HubsAsync(manifest, cancellation)).Intersect(again.Select(identifier => identifier.Key)).Any();

    /// <summary>Each pair once, with its earliest time: a browser is seen with the same person a hundred times.</summary>
    private async Task<List<KeyedEdge>> DistinctAsync(StitchInput input, SeenParts? seen, CancellationToken cancellation)
    {
        var number = IdentityStore.Number(input.Night);
        var earliest = new Dictionary<(Identifier, Identifier), KeyedEdge>();
        await foreach (var item in store.EdgesAsync(input, seen, cancellation))
        {
            var edge = KeyedEdge.From(item, number);
            if (!earliest.TryGetValue((edge.A, edge.B), out var known) || edge.Time < known.Time) earliest[(edge.A, edge.B)] = edge;
        }

        return [.. earliest.Values];
    }
}
