using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land;
using Pinstitch.Land;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>What is on storage after a run, counted from the landed lines themselves.</summary>
/// <param name="Received">Messages in the hub.</param>
/// <param name="Events">Different events landed.</param>
/// <param name="Duplicates">Messages that repeated an event.</param>
/// <param name="Rejected">Messages under <c>rejected/</c>.</param>
/// <param name="Repeats">Lines that repeated a delivery: batches that were landed again after a kill.</param>
/// <param name="Missing">Messages of the hub that were not landed, and events sent that are in none.</param>
/// <param name="OutOfOrder">Events that stand before an earlier one of their key.</param>
/// <param name="Blobs">Blobs that the lines lie in.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record LandingAudit(long Received, long Events, long Duplicates, long Rejected, long Repeats, long Missing, long OutOfOrder, int Blobs, long Bytes)
{
    public bool Balances => Received == Events + Duplicates + Rejected && Missing == 0 && OutOfOrder == 0 && Rejected == 0;

    /// <param name="lake">The storage.</param>
    /// <param name="plan">What was sent.</param>
    /// <param name="inHub">Messages in each of the hub's partitions.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<LandingAudit> MakeAsync(Lake lake, KillPlan plan, IReadOnlyList<long> inHub, CancellationToken cancellation)
    {
        // By place in the partition: key and number of the event there, -1 for none.
        var landed = inHub.Select(count => Enumerable.Repeat(-1L, (int)count).ToArray()).ToList();
        long repeats = 0, bytes = 0, rejected = 0;
        var blobs = 0;
        await foreach (var (name, length) in lake.Events.ListAsync(LandedBlobs.Prefix, cancellation))
        {
            blobs++;
            bytes += length;
            foreach (var line in Lines.Read(await lake.Events.ReadAsync(name, cancellation)))
            {
                var record = LandingJson.ReadLanded(line.Span);
                ref var place = ref landed[record.Partition][record.Sequence];
                if (place >= 0) repeats++;
                place = Number(record.Event.EventId, plan);
            }
        }

        await foreach (var (name, _) in lake.Rejected.ListAsync(LandedBlobs.Prefix, cancellation)) rejected += Lines.Read(await lake.Rejected.ReadAsync(name, cancellation)).Count();
        var seen = new bool[plan.Events];
        var last = Enumerable.Repeat(-1L, plan.Keys).ToArray();
        long events = 0, duplicates = 0, missing = 0, outOfOrder = 0;
        foreach (var number in landed.SelectMany(partition => partition))
        {
            if (number < 0)
            {
                missing++;
            }
            else if (seen[number])
            {
                duplicates++;
            }
            else
            {
                seen[number] = true;
                events++;
                var key = number / plan.EventsPerKey;
                if (number < last[key]) outOfOrder++;
                last[key] = number;
            }
        }

        missing += seen.LongCount(there => !there);
        return new(inHub.Sum(), events, duplicates, rejected, repeats, missing, outOfOrder, blobs, bytes);
    }

    /// <summary>The event's place in all that was sent, from its id <c>k{key}-{n}</c>.</summary>
    private static long Number(string id, KillPlan plan)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return (long.Parse(id.AsSpan(1, dash - 1), CultureInfo.InvariantCulture) * plan.EventsPerKey) + long.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture);
    }
}
