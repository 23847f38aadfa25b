using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land;
using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>Lists what has landed and splits it into chunks of bounded size.</summary>
public sealed class PlanNight(Lake lake, Measurement measurement)
{
    /// <summary>Most compressed bytes of a chunk; about 150 MB unpacked.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    [Function(nameof(PlanNight))]
    public async Task<NightPlan> RunAsync([ActivityTrigger] NightInput input, CancellationToken cancellation)
    {
        var chunks = new List<List<Section>>();
        var size = MostBytes;
        foreach (var part in await EventDays.PartsAsync(lake.Events, cancellation))
        {
            if (size + part.Length > MostBytes || chunks.Count == 0)
            {
                chunks.Add([]);
                size = 0;
            }

            chunks[^1].Add(part);
            size += part.Length;
        }

        var rejected = await CountRejectedAsync(cancellation);
        var contents = string.Join('\n', chunks.SelectMany(chunk => chunk).Select(part => $"{part.Blob} {part.Offset} {part.Length}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{contents}\n{measurement.Shards}")))[..12];
        var work = string.Create(CultureInfo.InvariantCulture, $"night={input.Night:yyyy-MM-dd}/{hash}");
        for (var chunk = 0; chunk < chunks.Count; chunk++)
            await lake.Runs.WriteAsync(ChunkName(work, chunk), BinaryData.FromObjectAsJson(chunks[chunk]), cancellation);
        return new(work, chunks.Count, measurement.Shards, rejected.Ranges(), rejected.Count());
    }

    internal static string ChunkName(string work, int chunk) => string.Create(CultureInfo.InvariantCulture, $"{work}/chunk-{chunk:D5}.json");

    private async Task<SequenceSet> CountRejectedAsync(CancellationToken cancellation)
    {
        var messages = new SequenceSet();
        await foreach (var (name, length) in lake.Rejected.ListAsync(LandedBlobs.Prefix, cancellation))
        {
            foreach (var line in Lines.Read(await lake.Rejected.ReadAsync(name, 0, length, cancellation)))
            {
                var record = LandingJson.ReadRejected(line.Span);
                messages.Add(record.Partition, record.Sequence);
            }
        }

        return messages;
    }
}
