using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Serve;
using Pinstitch.Functions.Stitch;
using Pinstitch.Functions.Stitch.Route;
using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>
/// The nightly run, top to bottom. Each step is an activity that reads blobs, calls the domain and writes blobs; what
/// passes between them here is names and counts, never data.
/// </summary>
public static class Nightly
{
    [Function(nameof(Nightly))]
    public static async Task<NightResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var night = context.GetInput<NightInput>()!.Night;

        // 0. Compact: days that are over, so that this night and the next read them quickly.
        var today = DateOnly.FromDateTime(context.CurrentUtcDateTime);
        var days = await context.StepAsync<IReadOnlyList<string>>(nameof(FindUncompacted), today);
        await context.FanOutAsync<long>(nameof(CompactDay), days);

        // 1. Plan: what has landed, and how the work is split.
        var plan = await context.StepAsync<NightPlan>(nameof(PlanNight), new NightInput(night));
        var shards = Enumerable.Range(0, plan.Shards).ToArray();

        // 2. Settle: split the new events by id, then drop repeats and merge copies in each part, with what is settled already.
        Status(context, "settle");
        var split = await context.FanOutAsync<SplitChunk>(
            nameof(SplitEvents), Enumerable.Range(0, plan.Chunks).Select(chunk => new SplitInput(plan.Work, chunk, plan.Shards)));
        var settled = await context.FanOutAsync<SettledShard>(
            nameof(SettleShard),
            shards.Select(shard => new ShardInput(
                plan.Work, night, shard, plan.Shards, [.. split.Select(chunk => chunk.Sections.Of(shard)).Where(part => part.Length > 0)], plan.Settled.Count > 0 ? plan.Settled[shard] : null)));
        var kept = await context.StepAsync<SettledNight>(
            nameof(KeepSettled), new KeepSettledInput(plan.Work, night, settled, [.. split.SelectMany(chunk => chunk.Messages)]));

        // 3. Stitch: the night's edges into the identity store, shard by shard, then events to the shards of their persons.
        Status(context, "stitch");
        var stitch = new StitchInput(night, plan.Work, [.. settled.Select(shard => shard.List)]);
        var linked = await context.StitchAsync(stitch, plan.Base);
        var from = linked.GoesOn ? plan.Base!.Files : null;
        var read = await context.FanOutAsync<ReadEvents>(
            nameof(ReadShard), shards.Select(shard => new ReadInput(plan.Work, shard, settled[shard].List, linked.View, from?[shard])));
        var owners = await context.StepAsync<NamedOwners>(nameof(NameOwners), new OwnersInput(plan.Work, linked.View, [.. read.Select(shard => shard.Evidence)]));
        var routed = await context.FanOutAsync<RoutedShard>(
            nameof(RouteShard), shards.Select(shard => new RouteInput(plan.Work, shard, plan.Shards, read[shard].Come, linked.View, owners, from?[shard].Book)));

        // 4. Attribute: count paths shard by shard and fit the data-driven models, then all models in one pass.
        Status(context, "attribute");
        ContentHash Sum(IEnumerable<string> hashes) => hashes.Aggregate(ContentHash.Empty, (sum, hash) => sum + ContentHash.Parse(hash));
        string[] hashes = [.. shards.Select(shard => (Sum(routed.Select(sent => sent.Sent.Hashes![shard]).Concat(from is null ? [] : [from[shard].Hash])) - ContentHash.Parse(routed[shard].LeftHash)).ToString())];
        var named = await context.StepAsync<NamedRun>(nameof(NameRun), new NameInput(night, plan.Work, Sum(hashes).ToString()));
        var run = named.Run;
        // The configuration may have been changed while the night was stopped.
        var before = plan.Base is { } known && known.ConfigHash == run.ConfigHash ? known : null;
        CreditInput[] inputs =
        [
            .. shards.Select(shard => new CreditInput(
                run,
                plan.Work,
                shard,
                plan.Shards,
                [.. routed.Select(sent => sent.Sent.Of(shard)).Where(part => part.Length > 0)],
                routed[shard].Left,
                read[shard].Sent,
                from?[shard].Book,
                from is null ? null : plan.Base!.Run,
                hashes[shard],
                before?.Run,
                before?.Files[shard],
                named.Ads)),
        ];
        var counted = await context.FanOutAsync<CountedShard>(nameof(CountPaths), inputs);
        if (counted.Sum(shard => (long)shard.Events) != settled.Sum(shard => (long)shard.Counts.Events))
            throw new InvalidOperationException("The books of persons do not hold the settled events. Delete the blobs in the container 'journeys' and start the night again: it makes them anew.");
        var fitted = await context.StepAsync<FittedModels>(nameof(FitModels), new FitInput(run, [.. counted.Select(shard => shard.Journeys)], before?.Run));
        var credited = await context.FanOutAsync<ShardFiles>(
            nameof(CreditShard), shards.Select(shard => new CreditWork(inputs[shard], counted[shard], fitted.EffectsHash, fitted.BaseEffectsHash)));

        // 5. Serve: tables and their Parquet twins under the run's id, then the pointer that makes them count, then the page.
        Status(context, "serve");
        var counts = new NightCounts(
            kept.Received,
            settled.Sum(shard => shard.Count),
            kept.Rejected,
            settled.Sum(shard => shard.Duplicates),
            counted.Sum(shard => shard.Persons),
            counted.Sum(shard => shard.Recomputed),
            0,
            0,
            0)
        {
            Late = kept.Late,
            Bots = settled.Sum(shard => shard.Counts.Bots),
            Staff = settled.Sum(shard => shard.Counts.Staff),
            Tests = settled.Sum(shard => shard.Counts.Tests),
            Stitching = linked.Figures,
        };
        var served = new ServeInput(run, plan.Work, plan.Shards, counts, credited, linked.Step, linked.Erased);
        var rows = await context.StepAsync<ServedRows>(nameof(ServeRun), served);
        counts = counts with { Orders = rows.Orders, Credits = rows.Credits, Unattributed = rows.Unattributed };
        served = served with { Counts = counts };
        await context.StepAsync<object>(nameof(PublishRun), served);

        // 6. Record: what it was made from, and the balance; then older runs make room.
        await context.StepAsync<object>(nameof(RecordRun), served);
        await context.StepAsync<object>(nameof(RetireRuns), served);

        // 7. Forget: landed blobs that are compacted, once nothing is sent back with what only they hold.
        var over = await context.StepAsync<IReadOnlyList<string>>(nameof(FindRetirable), today);
        await context.FanOutAsync<long>(nameof(RetireLanded), over);
        Status(context, "done");
        return new(run.Id, counts);
    }

    private static void Status(TaskOrchestrationContext context, string stage) => context.SetCustomStatus(new { stage });
}
