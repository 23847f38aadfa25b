using Pinstitch.Functions.Operate;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>The part of a night that takes new edges into the identity store: plan, one step for each touched shard side by side, keep.</summary>
internal static class Stitching
{
    public static async Task<LinkedIdentities> StitchAsync(this TaskOrchestrationContext context, StitchInput input, RunBase? from = null)
    {
        var planned = await context.StepAsync<PlannedIdentities>(nameof(PlanIdentities), input);
        var shards = await context.FanOutAsync<LinkedShard>(nameof(LinkShard), planned.Touched.Select(shard => new LinkInput(planned.Plan, shard)));
        return await context.StepAsync<LinkedIdentities>(nameof(KeepIdentities), new KeepInput(input, planned.Plan, shards, from?.Step, from?.Erased));
    }
}
