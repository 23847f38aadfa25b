using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
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
        var ranges = new LandedRanges();
        var chunks = new List<List<string>>();
        var size = MostBytes;
        await foreach (var (name, length) in lake.Events.ListAsync(string.Empty, cancellation))
        {
            if (size + length > MostBytes || chunks.Count == 0)
            {
                chunks.Add([]);
                size = 0;
            }

            chunks[^1].Add(name);
            size += length;
            ranges.Add(name);
        }

        var rejected = await CountRejectedAsync(ranges, cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', chunks.SelectMany(chunk => chunk)) + $"\n{measurement.Shards}")))[..12];
        var work = string.Create(CultureInfo.InvariantCulture, $"night={input.Night:yyyy-MM-dd}/{hash}");
        for (var chunk = 0; chunk < chunks.Count; chunk++)
            await lake.Runs.WriteAsync(ChunkName(work, chunk), BinaryData.FromObjectAsJson(chunks[chunk]), cancellation);
        return new(work, chunks.Count, measurement.Shards, ranges.Count(), rejected);
    }

    internal static string ChunkName(string work, int chunk) => string.Create(CultureInfo.InvariantCulture, $"{work}/chunk-{chunk:D5}.json");

    private async Task<long> CountRejectedAsync(LandedRanges ranges, CancellationToken cancellation)
    {
        var messages = new HashSet<(int, long)>();
        await foreach (var (name, _) in lake.Rejected.ListAsync(string.Empty, cancellation))
        {
            ranges.Add(name);
            foreach (var line in Lines.Read(await lake.Rejected.ReadAsync(name, cancellation)))
            {
                var record = LandingJson.ReadRejected(line.Span);
                messages.Add((record.Partition, record.Sequence));
            }
        }

        return messages.Count;
    }
}
