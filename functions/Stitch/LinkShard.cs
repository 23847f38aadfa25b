using Pinstitch.Azure.Storage;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>Adds the night's edges to one shard of the identity store, and finds the persons that change by them.</summary>
public sealed class LinkShard(Lake lake, IdentityStore store)
{
    [Function(nameof(LinkShard))]
    public async Task<LinkedShard> RunAsync([ActivityTrigger] LinkInput input, CancellationToken cancellation)
    {
        var saved = (await lake.Runs.ReadAsync(input.Plan, cancellation)).ToObjectFromJson<SavedPlan>()!;
        return await store.Night(saved, Path.GetDirectoryName(input.Plan)!.Replace('\\', '/')).LinkAsync(saved.Plan, input.Shard, cancellation);
    }
}
