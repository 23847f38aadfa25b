using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>Lists what has landed since the last night and splits it into chunks of bounded size; and looks for a run whose work the night can go on from.</summary>
public sealed class PlanNight(Lake lake, ServingTables tables, Measurement measurement)
{
    /// <summary>Most compressed bytes of a chunk; about 150 MB unpacked.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    [Function(nameof(PlanNight))]
    public async Task<NightPlan> RunAsync([ActivityTrigger] NightInput input, CancellationToken cancellation)
    {
        var (settled, _) = await new SettledStore(lake).CurrentAsync(measurement.Shards, cancellation);
        var (parts, next) = await EventDays.UnsettledAsync(lake.Events, settled, cancellation);
        next = next with { Rejected = await CountRejectedAsync(settled, cancellation) };
        var chunks = Chunks(parts);
        var contents = parts.Select(part => $"{part.Blob} {part.Offset} {part.Length}").Concat(settled.Shards).Concat(next.Rejected.Select(day => $"{day.Key} {day.Value.Mark}"));
        var from = await RunBase.FindAsync(lake, tables, measurement, cancellation);
        var work = string.Create(CultureInfo.InvariantCulture, $"night={input.Night:yyyy-MM-dd}/{EventDays.MarkOf(contents.Append(settled.Rules).Append(from?.Run ?? string.Empty))[..12]}");
        await lake.Runs.WriteAsync(PlanName(work), BinaryData.FromObjectAsJson(new SettlePlan(settled, next)), cancellation);
        for (var chunk = 0; chunk < chunks.Count; chunk++)
            await lake.Runs.WriteAsync(ChunkName(work, chunk), BinaryData.FromObjectAsJson(chunks[chunk]), cancellation);
        return new(work, chunks.Count, measurement.Shards, settled.Shards, from);
    }

    internal static string ChunkName(string work, int chunk) => string.Create(CultureInfo.InvariantCulture, $"{work}/chunk-{chunk:D5}.json");

    internal static string PlanName(string work) => $"{work}/settle-plan.json";

    private static List<List<Section>> Chunks(IEnumerable<Section> parts)
    {
        var chunks = new List<List<Section>>();
        var size = MostBytes;
        foreach (var part in parts)
        {
            if (size + part.Length > MostBytes || chunks.Count == 0)
            {
                chunks.Add([]);
                size = 0;
            }

            chunks[^1].Add(part);
            size += part.Length;
        }

        return chunks;
    }

    /// <summary>The rejected messages by arrival day; days that have not changed are not read again.</summary>
    private async Task<SortedDictionary<string, RejectedDay>> CountRejectedAsync(SettledPointer settled, CancellationToken cancellation)
    {
        var blobs = new List<(string Name, long Length)>();
        await foreach (var blob in lake.Rejected.ListAsync(LandedBlobs.Prefix, cancellation)) blobs.Add(blob);
        var days = new SortedDictionary<string, RejectedDay>(StringComparer.Ordinal);
        foreach (var day in blobs.GroupBy(blob => EventDays.Date(blob.Name)))
        {
            var mark = EventDays.MarkOf(day.Select(blob => $"{blob.Name} {blob.Length}"));
            days[day.Key] = settled.Rejected.TryGetValue(day.Key, out var known) && known.Mark == mark ? known : await CountAsync(mark, day, cancellation);
        }

        return days;
    }

    private async Task<RejectedDay> CountAsync(string mark, IEnumerable<(string Name, long Length)> blobs, CancellationToken cancellation)
    {
        var messages = new SequenceSet();
        foreach (var (name, length) in blobs)
        {
            foreach (var line in Lines.Read(await lake.Rejected.ReadAsync(name, 0, length, cancellation)))
            {
                var record = LandingJson.ReadRejected(line.Span);
                messages.Add(record.Partition, record.Sequence);
            }
        }

        return new(mark, messages.Count(), messages.Spans());
    }
}
