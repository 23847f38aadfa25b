using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>Drops repeats and merges copies in one shard, and notes which identifiers were seen together.</summary>
public sealed class SettleShard(Lake lake, Measurement measurement)
{
    [Function(nameof(SettleShard))]
    public async Task<SettledShard> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellation)
    {
        var records = new List<LandedRecord>();
        foreach (var part in input.Parts)
            records.AddRange(Lines.Read(await lake.Runs.ReadAsync(part.Blob, part.Offset, part.Length, cancellation)).Select(line => LandingJson.ReadLanded(line.Span)));
        var settled = SettledEvents.From(records);
        var end = measurement.StartOf(input.Night.AddDays(1));
        var upToNight = settled.Events.Where(item => item.Time < end).ToList();
        var shard = string.Create(CultureInfo.InvariantCulture, $"{input.Work}/shard-{input.Shard:D3}");
        await lake.Runs.WriteAsync($"{shard}.events.gz", Lines.Write(upToNight.Select(LandingJson.Write)), cancellation);
        await lake.Runs.WriteAsync($"{shard}.edges.gz", Lines.Write(upToNight.SelectMany(IdentityEdge.Of).Select(EdgeJson.Write)), cancellation);
        return new($"{shard}.events.gz", $"{shard}.edges.gz", ContentHash.Of(upToNight).ToString(), settled.Events.Count, settled.Duplicates);
    }
}
