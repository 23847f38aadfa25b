using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;

namespace Pinstitch.Tests.Land;

/// <summary>The first steps of a nightly run, compaction to settling, on a lake of its own.</summary>
internal sealed class SettledNights(string account, int shards = 3)
{
    private readonly Measurement measurement = MeasurementReader.Read(
        $$"""{"shop":{"name":"S","currency":"EUR","timeZone":"UTC"},"shards":{{shards}}}""").TryGet(out var read, out var fault) ? read : throw new InvalidOperationException(fault.Text);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Lake Lake { get; } = new(new BlobServiceClient(account));

    public Task LandAsync(DateTimeOffset enqueued, params LandedRecord[] records) =>
        LandedBlobs.AppendAsync(Lake.Events, LandedBlobs.Name(enqueued, records[0].Partition), records, Stop);

    public async Task CompactAsync(DateOnly today)
    {
        foreach (var day in await new FindUncompacted(Lake).RunAsync(today, Stop)) await new CompactDay(Lake).RunAsync(day, Stop);
    }

    /// <param name="night">Last day that it covers.</param>
    /// <param name="order">In which order the shards are settled, and how often.</param>
    public async Task<SettledResult> RunAsync(DateOnly night, params int[] order)
    {
        var plan = await new PlanNight(Lake, new(new TableServiceClient(account)), measurement).RunAsync(new(night), Stop);
        var split = new List<SplitChunk>();
        for (var chunk = 0; chunk < plan.Chunks; chunk++) split.Add(await new SplitEvents(Lake).RunAsync(new(plan.Work, chunk, plan.Shards), Stop));
        var settled = new SettledShard[plan.Shards];
        foreach (var shard in order.Concat(Enumerable.Range(0, plan.Shards)))
        {
            settled[shard] = await new SettleShard(Lake, measurement).RunAsync(
                new(plan.Work, night, shard, plan.Shards, [.. split.Select(chunk => chunk.Sections.Of(shard))], plan.Settled.Count > 0 ? plan.Settled[shard] : null), Stop);
        }

        var kept = await new KeepSettled(Lake).RunAsync(new(plan.Work, night, settled, [.. split.SelectMany(chunk => chunk.Messages)]), Stop);
        var changed = (await Lake.Runs.ReadAsync(ChangedDays.Name(plan.Work), Stop)).ToObjectFromJson<ChangedDays>()!;
        var lines = new List<string>();
        foreach (var shard in settled)
        {
            await foreach (var line in SettledList.EventsAsync(Lake, shard.List, Stop)) lines.Add(System.Text.Encoding.UTF8.GetString(line.Span));
        }

        lines.Sort(StringComparer.Ordinal);
        return new(settled, kept, changed, lines);
    }

    /// <summary>The names of what the current pointer leads to: they tell the content.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync()
    {
        var (pointer, _) = await new SettledStore(Lake).CurrentAsync(shards, Stop);
        var files = new List<string>(pointer.Shards);
        foreach (var list in pointer.Shards) files.AddRange((await new SettledStore(Lake).WeeksAsync(list, Stop)).SelectMany(week => week.Files));
        return files;
    }

    /// <summary>Blobs below a prefix of <c>events/</c>, by a hash of their bytes.</summary>
    public async Task<SortedDictionary<string, string>> BytesAsync(string prefix)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var (name, _) in Lake.Events.ListAsync(prefix, Stop)) found[name] = Convert.ToHexString(SHA256.HashData(await Lake.Events.ReadAsync(name, Stop)));
        return found;
    }

    public static LandedRecord Record(int partition, long sequence, string id, DateTimeOffset time, string source = "browser") => new(
        partition, sequence, new(id, "page_visit", time, source, [new(IdentifierType.AnonymousId, (UInt128)id[0])]));
}
