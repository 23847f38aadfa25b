using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>
/// Brings what is new into one shard's settled events: repeats dropped, copies merged, and which identifiers were seen
/// together noted. Work goes with what is new, and with the weeks that a copy of it can be in; older ones are not read.
/// </summary>
public sealed class SettleShard(Lake lake, Measurement measurement)
{
    [Function(nameof(SettleShard))]
    public async Task<SettledShard> RunAsync([ActivityTrigger] ShardInput input, CancellationToken cancellation)
    {
        var store = new SettledStore(lake);
        var settling = new ShardSettling(lake, store, input.Shard, input.Shards, await store.WeeksAsync(input.Settled, cancellation));
        var records = new List<LandedRecord>();
        foreach (var part in input.Parts)
            records.AddRange(Lines.Read(await lake.Runs.ReadAsync(part.Blob, part.Offset, part.Length, cancellation)).Select(line => LandingJson.ReadLanded(line.Span)));
        var weeks = await settling.RunAsync(records, cancellation);
        var kept = await store.WriteWeeksAsync(input.Shard, input.Shards, weeks, cancellation);

        var end = measurement.StartOf(input.Night.AddDays(1));
        var parts = new List<SettledPart>();
        var counts = SettledCounts.None;
        foreach (var week in weeks.Where(week => week.First < end))
        {
            var (part, of) = week.Last < end ? (new SettledPart(week.Week, week.Events, week.Edges, week.Hash, IsCut: false), week.Counts) : await CutAsync(input, week, end, cancellation);
            parts.Add(part);
            counts += of;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{input.Work}/shard-{input.Shard:D3}.json");
        await lake.Runs.WriteAsync(name, BinaryData.FromObjectAsJson(new SettledList(parts, settling.Days)), cancellation);
        var hash = parts.Aggregate(ContentHash.Empty, (sum, part) => sum + ContentHash.Parse(part.Hash));
        return new(name, kept, hash.ToString(), weeks.Sum(week => week.Counts.Events), weeks.Sum(week => week.Counts.Duplicates), counts);
    }

    /// <summary>The part of a week that is before the night's end.</summary>
    private async Task<(SettledPart Part, SettledCounts Counts)> CutAsync(ShardInput input, SettledWeek week, DateTimeOffset end, CancellationToken cancellation)
    {
        var events = Lines.Read(await lake.Events.ReadAsync(week.Events, cancellation)).Select(line => LandingJson.ReadEvent(line.Span)).Where(item => item.Time < end).ToList();
        var name = string.Create(CultureInfo.InvariantCulture, $"{input.Work}/shard-{input.Shard:D3}-{week.Week}");
        await lake.Runs.WriteAsync($"{name}.events.gz", Lines.Write(events.Select(LandingJson.Write)), cancellation);
        await lake.Runs.WriteAsync($"{name}.edges.gz", Lines.Write(events.SelectMany(IdentityEdge.Of).Select(EdgeJson.Write)), cancellation);
        return (new(week.Week, $"{name}.events.gz", $"{name}.edges.gz", ContentHash.Of(events).ToString(), IsCut: true), SettledCounts.Of(events, 0));
    }
}
