using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Operate;
using Pinstitch.Land;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Land;

public sealed class RetentionTests(AzuriteFixture azurite)
{
    private const string Address = "203.0.113.77";
    private const string Browser = "Mozilla/5.0 (Canaryphone)";
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly Measurement Seven = MeasurementReader.Read("""{"shop":{"name":"S","currency":"EUR","timeZone":"UTC"}}""").TryGet(out var read, out _) ? read : throw new InvalidOperationException();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Addresses_and_browsers_are_nowhere_after_their_days()
    {
        var nights = await NightsAsync();
        await nights.RunAsync(Day);
        await nights.CompactAsync(Day.AddDays(1));
        await nights.RunAsync(Day.AddDays(1));
        Assert.Empty(await new FindRetirable(nights.Lake, Seven).RunAsync(Day.AddDays(7), Stop));
        Assert.NotEmpty(await HoldersAsync(nights.Lake));
        var days = await new FindRetirable(nights.Lake, Seven).RunAsync(Day.AddDays(8), Stop);
        Assert.Equal(["2026-03-02"], days);
        Assert.Equal(2, await Retire(nights.Lake).RunAsync(days[0], Stop));
        Assert.Empty(await HoldersAsync(nights.Lake));
        Assert.Empty(await new FindRetirable(nights.Lake, Seven).RunAsync(Day.AddDays(8), Stop));
    }

    [Fact]
    public async Task No_number_changes_when_landed_blobs_go()
    {
        var nights = await NightsAsync();
        await nights.CompactAsync(Day.AddDays(1));
        var before = await nights.RunAsync(Day.AddDays(1));
        await Retire(nights.Lake).RunAsync("2026-03-02", Stop);
        var after = await nights.RunAsync(Day.AddDays(1));
        Assert.Equal(before.Shards.Select(shard => (shard.Hash, shard.Weeks)), after.Shards.Select(shard => (shard.Hash, shard.Weeks)));
        Assert.Equal((before.Kept.Received, before.Kept.Rejected), (after.Kept.Received, after.Kept.Rejected));

        // And what a rebuild from the compacted files makes is the same.
        await nights.Lake.Events.DeleteAsync("settled/", Stop);
        var rebuilt = await nights.RunAsync(Day.AddDays(1));
        Assert.Equal(before.Events, rebuilt.Events);
    }

    [Fact]
    public async Task A_blob_that_is_not_wholly_in_the_compacted_files_stays()
    {
        var nights = await NightsAsync();
        await nights.CompactAsync(Day.AddDays(1));
        // Half of a day's files lost: the manifest says they are there, the files do not have the messages.
        var manifest = (await nights.Lake.Events.ReadAsync(DayManifest.Name("2026-03-02"), Stop)).ToObjectFromJson<DayManifest>()!;
        var file = manifest.Files.Keys.First();
        var rows = await ParquetFile.ReadAsync<StoredEvent>(await nights.Lake.Events.ReadAsync(file, Stop));
        await nights.Lake.Events.WriteAsync(file, await ParquetFile.WriteAsync<StoredEvent>([.. rows.Take(1)]), Stop);
        await Retire(nights.Lake).RunAsync("2026-03-02", Stop);
        Assert.Single(await NamesAsync(nights.Lake.Events, LandedBlobs.Prefix));
    }

    [Fact]
    public async Task What_is_landed_for_a_day_whose_blobs_are_gone_is_compacted_and_counted_like_any_other()
    {
        var nights = await NightsAsync();
        await nights.CompactAsync(Day.AddDays(1));
        var before = await nights.RunAsync(Day.AddDays(1));
        await Retire(nights.Lake).RunAsync("2026-03-02", Stop);
        // The blob that is gone was a week older than the one that is landed now.
        var manifest = (await nights.Lake.Events.ReadAsync(DayManifest.Name("2026-03-02"), Stop)).ToObjectFromJson<DayManifest>()!;
        foreach (var (name, mark) in manifest.Sources.ToList()) manifest.Sources[name] = mark with { Created = mark.Created.AddDays(-7) };
        await nights.Lake.Events.WriteAsync(DayManifest.Name("2026-03-02"), BinaryData.FromObjectAsJson(manifest), Stop);
        await nights.LandAsync(Noon, SettledNights.Record(0, 5, "straggler", Noon));
        var after = await nights.RunAsync(Day.AddDays(1));
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Equal(["2026-03-02"], await EventDays.UncompactedAsync(nights.Lake.Events, Day.AddDays(2), Stop));
        await nights.CompactAsync(Day.AddDays(2));
        Assert.Equal(before.Count + 1, (await nights.RunAsync(Day.AddDays(1))).Count);
        await Retire(nights.Lake).RunAsync("2026-03-02", Stop);
        Assert.Empty(await NamesAsync(nights.Lake.Events, LandedBlobs.Prefix));
    }

    [Fact]
    public void A_rejected_message_without_its_address_and_browser_is_otherwise_the_same()
    {
        Assert.Equal("""{"a":1,"user_agent":"(removed)","b":{"c":[{"x":2}]}}""", ClientRemoval.From("""{"a":1,"user_agent":"Mozilla","b":{"ip":"1.2.3.4","c":[{"client_ip_address":"::1","x":2}]}}"""));
        Assert.Equal("""{"a": 1}""", ClientRemoval.From("""{"a": 1}"""));
        Assert.Equal(ClientRemoval.Mark, ClientRemoval.From("""{"ip":"1.2.3.4" """));
    }

    private static RetireLanded Retire(Lake lake) => new(lake, NullLogger<RetireLanded>.Instance);

    private static async Task<List<string>> NamesAsync(BlobFolder folder, string prefix)
    {
        var names = new List<string>();
        await foreach (var (name, _) in folder.ListAsync(prefix, Stop)) names.Add(name);
        return names;
    }

    /// <summary>The blobs in which the address or the browser stands, in whatever way they are packed.</summary>
    private static async Task<List<string>> HoldersAsync(Lake lake)
    {
        var found = new List<string>();
        foreach (var folder in new[] { lake.Events, lake.Rejected, lake.Runs })
        {
            foreach (var name in await NamesAsync(folder, string.Empty))
            {
                var content = await folder.ReadAsync(name, Stop);
                var text = name.EndsWith(".gz", StringComparison.Ordinal) && !name.Contains("-keys-", StringComparison.Ordinal)
                    ? Lines.Read(content).Select(line => Encoding.UTF8.GetString(line.Span))
                    : name.EndsWith(".parquet", StringComparison.Ordinal)
                        ? (await ParquetFile.ReadAsync<StoredLine>(content)).Select(row => row.Line)
                        : [Encoding.UTF8.GetString(content)];
                if (text.Any(line => line.Contains(Address, StringComparison.Ordinal) || line.Contains("Canaryphone", StringComparison.Ordinal))) found.Add($"{folder.Name}/{name}");
            }
        }

        return found;
    }

    private async Task<SettledNights> NightsAsync()
    {
        var nights = new SettledNights(await azurite.AccountAsync());
        await nights.LandAsync(Noon, [.. Enumerable.Range(0, 4).Select(number => Seen(SettledNights.Record(0, number, $"a{number}", Noon)))]);
        await LandedBlobs.AppendAsync(
            nights.Lake.Rejected,
            LandedBlobs.Name(Noon, 0),
            [new RejectedRecord(0, 4, 1, [new("event_name", "required", "none", "say it")], $$"""{"event_id":"r","ip":"{{Address}}","user_agent":"{{Browser}}"}""")],
            Stop);
        return nights;
    }

    private static LandedRecord Seen(LandedRecord record) => record with { Event = record.Event with { Client = new(Address, Browser) } };
}
