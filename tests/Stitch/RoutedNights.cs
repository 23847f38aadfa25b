using System.Globalization;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Stitch;
using Pinstitch.Functions.Stitch.Route;
using Pinstitch.Land;
using Pinstitch.Serve;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

/// <summary>Runs the steps of a night from settled events to the books of persons, night after night.</summary>
internal sealed class RoutedNights(string account, int shards)
{
    private readonly Measurement measurement = MeasurementReader.Read(
        $$"""{ "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" }, "shards": {{shards}} }""").Value;

    private int? step;
    private string? erased;

    public Lake Lake { get; } = new(new BlobServiceClient(account));

    public IdentityStore Store => new(Lake, measurement, TestNights.Pseudonyms);

    /// <summary>What the last night made; null before the first.</summary>
    public IReadOnlyList<ShardFiles>? Files { get; private set; }

    /// <summary>Whether the last night went on from the one before.</summary>
    public bool WentOn { get; private set; }

    /// <summary>How many events the last night sent to persons.</summary>
    public int Sent { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What a night knows, by shard and week.</summary>
    /// <param name="night">The night.</param>
    /// <param name="events">All that is known.</param>
    /// <returns>Each person's events as the books have them, as routed lines, sorted.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(DateOnly night, IReadOnlyCollection<LandedEvent> events)
    {
        var work = string.Create(CultureInfo.InvariantCulture, $"night={night:yyyy-MM-dd}/test");
        var lists = new List<string>();
        for (var shard = 0; shard < shards; shard++) lists.Add(await SettleAsync(work, shard, [.. events.Where(item => Sharding.Of(item.EventId, shards) == shard)]));
        var linked = await StitchAsync(new(night, work, lists));
        WentOn = linked.GoesOn;
        var from = linked.GoesOn ? Files : null;
        var read = new List<ReadEvents>();
        for (var shard = 0; shard < shards; shard++) read.Add(await new ReadShard(Lake, Store).RunAsync(new(work, shard, lists[shard], linked.View, from?[shard]), Stop));
        var owners = await new NameOwners(Lake, Store).RunAsync(new(work, linked.View, [.. read.Select(item => item.Evidence)]), Stop);
        var routed = new List<RoutedShard>();
        for (var shard = 0; shard < shards; shard++)
            routed.Add(await new RouteShard(Lake, measurement).RunAsync(new(work, shard, shards, read[shard].Come, linked.View, owners, from?[shard].Book), Stop));

        var next = new List<ShardFiles>();
        Sent = 0;
        for (var shard = 0; shard < shards; shard++)
        {
            var hash = routed.Aggregate(ContentHash.Empty, (sum, item) => sum + ContentHash.Parse(item.Sent.Hashes![shard])) + ContentHash.Parse(from?[shard].Hash ?? ContentHash.Empty.ToString()) - ContentHash.Parse(routed[shard].LeftHash);
            Section[] parts = [.. routed.Select(item => item.Sent.Of(shard)).Where(part => part.Length > 0)];
            var book = new ShardBook(Lake, new(new RunName(night, "test", "test", "test", "test"), work, shard, shards, parts, routed[shard].Left, read[shard].Sent, from?[shard].Book, "base", hash.ToString(), "base", null, string.Empty));
            var sent = await book.KeepSentAsync(Stop);
            var (of, changed) = await book.ReadAsync([], Stop);
            var (folders, count) = await book.WriteAsync(of, changed, Stop);
            next.Add(new(hash.ToString(), string.Empty, false, 0, string.Empty, []) { Book = folders, Events = count, Sent = sent });
            foreach (var part in parts) Sent += Lines.Read(await Lake.Runs.ReadAsync(part.Blob, part.Offset, part.Length, Stop)).Count();
        }

        (Files, step, erased) = (next, linked.Step, linked.Erased);
        var lines = new List<string>();
        for (var shard = 0; shard < shards; shard++)
        {
            var kept = await new ShardJourneys(Lake).EventsAsync(next[shard].Book!, Stop);
            Assert.Equal(next[shard].Hash, kept.Persons.Aggregate(ContentHash.Empty, (sum, person) => sum + kept.HashOf(person)).ToString());
            Assert.All(kept.Persons, person => Assert.Equal(shard, Sharding.Of(person, shards)));
            lines.AddRange(kept.Persons.SelectMany(kept.LinesOf).Select(line => System.Text.Encoding.UTF8.GetString(line.Span)));
        }

        Assert.Equal(events.Count, next.Sum(shard => shard.Events));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Whose the events are, told from all persons and all edges at once.</summary>
    public async Task<IReadOnlyList<string>> OracleAsync(IReadOnlyCollection<LandedEvent> events)
    {
        var pointer = (await Store.CurrentAsync(Stop))!.Value.Pointer;
        var map = await Store.MapAsync(pointer.Manifest.Persons, Store.Rules(pointer.Undone), Stop);
        var owners = new SharedOwners(map);
        foreach (var edge in events.SelectMany(IdentityEdge.Of)) owners.Add(edge);
        var persons = PersonLines.Read(PersonLines.Write(map, owners.Find()).Select(line => (ReadOnlyMemory<byte>)line), measurement.Guards.OwnerHours);
        List<string> lines = [.. events.Select(item => System.Text.Encoding.UTF8.GetString(PersonLines.Route(persons.Of(item), LandingJson.Write(item))))];
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private async Task<LinkedIdentities> StitchAsync(StitchInput input)
    {
        var plan = await new PlanIdentities(Lake, Store).RunAsync(input, Stop);
        var linked = new List<LinkedShard>();
        foreach (var shard in plan.Touched) linked.Add(await new LinkShard(Lake, Store).RunAsync(new(plan.Plan, shard), Stop));
        return await new KeepIdentities(Lake, Store, NullLogger<KeepIdentities>.Instance).RunAsync(new(input, plan.Plan, linked, step, erased), Stop);
    }

    private async Task<string> SettleAsync(string work, int shard, IReadOnlyList<LandedEvent> events)
    {
        var parts = new List<SettledPart>();
        foreach (var week in events.GroupBy(item => SettledWeeks.Of(item.Time)).OrderBy(week => week.Key))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{work}/shard-{shard}-{week.Key}");
            await Lake.Runs.WriteAsync($"{name}.events.gz", Lines.Write(week.Select(LandingJson.Write)), Stop);
            await Lake.Runs.WriteAsync($"{name}.edges.gz", Lines.Write(week.SelectMany(IdentityEdge.Of).Select(EdgeJson.Write)), Stop);
            parts.Add(new(week.Key, $"{name}.events.gz", $"{name}.edges.gz", ContentHash.Of(week).ToString(), IsCut: true));
        }

        var list = string.Create(CultureInfo.InvariantCulture, $"{work}/shard-{shard}.json");
        await Lake.Runs.WriteAsync(list, BinaryData.FromObjectAsJson(new SettledList(parts, new(StringComparer.Ordinal))), Stop);
        return list;
    }
}
