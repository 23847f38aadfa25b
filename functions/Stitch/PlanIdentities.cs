using Pinstitch.Azure.Storage;
using Pinstitch.Land;
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
        IReadOnlyList<string>? replaced = null;
        var manifest = current?.Manifest ?? IdentityManifest.Empty(store.Shards);
        if (isAside)
        {
            manifest = IdentityManifest.Empty(store.Shards);
        }
        else if (current is not null && current.Rules != store.RulesHash)
        {
            // Other rules: the store is made again from what all its nights have learned, beside the one that counts.
            for (var shard = 0; shard < manifest.Shards; shard++) edges.AddRange(await store.Night.EdgesAsync(manifest, shard, cancellation));
            replaced = manifest.Persons;
            manifest = IdentityManifest.Empty(store.Shards) with { Step = manifest.Step };
        }

        var night = isAside ? store.Aside(input.Work) : store.Night;
        var seenName = seen is null ? null : SeenParts.Name(manifest.Step + 1);
        if (seen is not null) await seen.WriteAsync(lake, seenName!, cancellation);
        var plan = new SavedPlan(await night.PlanAsync(manifest, edges, cancellation), isAside, replaced, seenName);
        var name = $"{input.Work}/identity-plan.json";
        await lake.Runs.WriteAsync(name, BinaryData.FromObjectAsJson(plan), cancellation);
        return new(name, plan.Plan.Touched);
    }

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
