using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Stitch;

/// <summary>Makes the night's settled events the ones that the next night goes on from, and notes which days have changed.</summary>
public sealed class KeepSettled(Lake lake)
{
    [Function(nameof(KeepSettled))]
    public async Task<SettledNight> RunAsync([ActivityTrigger] KeepSettledInput input, CancellationToken cancellation)
    {
        var store = new SettledStore(lake);
        var plan = (await lake.Runs.ReadAsync(PlanNight.PlanName(input.Work), cancellation)).ToObjectFromJson<SettlePlan>()!;
        var messages = new SequenceSet();
        messages.Add(plan.Base.Messages);
        messages.Add(input.Messages);
        foreach (var day in plan.Next.Rejected.Values) messages.Add(day.Messages);
        IReadOnlyList<string> weeks = [.. input.Shards.Select(shard => shard.Weeks)];
        // A night that brings nothing new keeps what the one before has left for deletion.
        var former = weeks.SequenceEqual(plan.Base.Shards, StringComparer.Ordinal) ? plan.Base.Former : plan.Base.Shards.Count > 0 ? plan.Base.Shards : plan.Base.Former;
        var next = plan.Next with { Shards = weeks, Former = former, Messages = messages.Spans() };

        var days = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var shard in input.Shards)
        {
            foreach (var (day, count) in (await SettledList.ReadAsync(lake, shard.List, cancellation)).Days) days[day] = days.GetValueOrDefault(day) + count;
        }

        await lake.Runs.WriteAsync(ChangedDays.Name(input.Work), BinaryData.FromObjectAsJson(new ChangedDays(days, plan.Base.Shards.Count == 0)), cancellation);
        await KeepAsync(store, plan, next, cancellation);
        var late = days.Where(day => string.CompareOrdinal(day.Key, $"{input.Night:yyyy-MM-dd}") < 0).ToList();
        return new(messages.Spanned(), next.Rejected.Values.Sum(day => day.Count), plan.Base.Shards.Count == 0 ? 0 : late.Sum(day => day.Value), days.Count);
    }

    /// <summary>Swaps the pointer, if it is still the one that the night began from, then deletes what the night before left.</summary>
    private static async Task KeepAsync(SettledStore store, SettlePlan plan, SettledPointer next, CancellationToken cancellation)
    {
        var (current, mark) = await store.CurrentAsync(plan.Base.Shards.Count > 0 ? plan.Base.Shards.Count : next.Shards.Count, cancellation);
        var isKept = current.Shards.SequenceEqual(next.Shards, StringComparer.Ordinal) && current.Messages.SequenceEqual(next.Messages);
        if (!isKept)
        {
            // Another night was kept meanwhile. This one goes on with its own files; what it has read is settled again by the next.
            if (!current.Shards.SequenceEqual(plan.Base.Shards, StringComparer.Ordinal)) return;
            if (!await store.SwapAsync(next, mark, cancellation)) throw new IOException("What is settled was changed by somebody else meanwhile; the next try begins with theirs.");
        }
        else if (!await store.SwapAsync(next, mark, cancellation))
        {
            return;
        }

        await store.ClearAsync(plan.Base.Former, next.Shards.Concat(next.Former), cancellation);
    }
}
