using System.Text;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Operate;
using Pinstitch.Land;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Land;

public sealed class CompactDayTests(AzuriteFixture azurite)
{
    private const string Day = "2026-03-02";
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_night_reads_is_the_same_before_and_after_compaction()
    {
        var lake = await LakeAsync();
        await AppendAsync(lake, Noon, 0, Records(0, 0, 20));
        await AppendAsync(lake, Noon.AddHours(1), 1, Records(1, 0, 20));
        var before = await ReadAsync(lake);
        Assert.Equal(40, await new CompactDay(lake).RunAsync(Day, Stop));
        Assert.Equal(before, await ReadAsync(lake));
        Assert.All(await EventDays.PartsAsync(lake.Events, Stop), part => Assert.EndsWith(".parquet", part.Blob, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_after_compaction_is_read_beside_it_and_compacted_the_next_time()
    {
        var lake = await LakeAsync();
        await AppendAsync(lake, Noon, 0, Records(0, 0, 10));
        await new CompactDay(lake).RunAsync(Day, Stop);
        // A stalled partition goes on in the same hour's blob, and repeats its last batch.
        await AppendAsync(lake, Noon, 0, Records(0, 5, 10));
        Assert.Equal([Day], await EventDays.UncompactedAsync(lake.Events, new(2026, 3, 3), Stop));
        Assert.Equal(15, SettledEvents.From((await ReadAsync(lake)).Select(line => LandingJson.ReadLanded(Encoding.UTF8.GetBytes(line)))).Delivered);
        Assert.Equal(10, await new CompactDay(lake).RunAsync(Day, Stop));
        Assert.Empty(await EventDays.UncompactedAsync(lake.Events, new(2026, 3, 3), Stop));
        Assert.Equal(15, SettledEvents.From((await ReadAsync(lake)).Select(line => LandingJson.ReadLanded(Encoding.UTF8.GetBytes(line)))).Delivered);
    }

    [Fact]
    public async Task A_late_event_lies_under_its_own_day_and_marks_it()
    {
        var lake = await LakeAsync();
        await AppendAsync(lake, Noon, 0, [Record(0, 0, Noon), Record(0, 1, Noon.AddDays(-40)), Record(0, 2, Noon.AddDays(-40))]);
        await new CompactDay(lake).RunAsync(Day, Stop);
        var parts = await EventDays.PartsAsync(lake.Events, Stop);
        Assert.Equal(["days/date=2026-01-21", "days/date=2026-03-02"], parts.Select(part => part.Blob[..20]).Order(StringComparer.Ordinal));
        var manifest = (await lake.Events.ReadAsync(DayManifest.Name(Day), Stop)).ToObjectFromJson<DayManifest>()!;
        Assert.Equal(2, Assert.Single(manifest.Late, day => day.Key == "2026-01-21").Value);
    }

    [Fact]
    public async Task Late_events_of_a_whole_day_make_one_file_for_each_day_they_belong_to()
    {
        var lake = await LakeAsync();
        for (var hour = 0; hour < 24; hour++)
            await AppendAsync(lake, Noon.AddHours(hour - 12), 0, [.. Enumerable.Range(0, 30).Select(day => Record(0, (hour * 30) + day, Noon.AddDays(-day)))]);
        await new CompactDay(lake).RunAsync(Day, Stop);
        var files = (await EventDays.PartsAsync(lake.Events, Stop)).GroupBy(part => part.Blob[..20]).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(30, files.Count);
        Assert.Equal(24, files["days/date=2026-03-02"]);
        Assert.All(files.Where(day => day.Key != "days/date=2026-03-02"), day => Assert.Equal(1, day.Value));
        Assert.Equal(720, SettledEvents.From((await ReadAsync(lake)).Select(line => LandingJson.ReadLanded(Encoding.UTF8.GetBytes(line)))).Delivered);
        Assert.Equal(24, await new RetireLanded(lake, Microsoft.Extensions.Logging.Abstractions.NullLogger<RetireLanded>.Instance).RunAsync(Day, Stop));
    }

    [Fact]
    public async Task A_blob_that_is_full_is_followed_by_another_one()
    {
        var options = new BlobClientOptions { Transport = new global::Azure.Core.Pipeline.HttpClientTransport(new HttpClient(new FullBlob("0.ndjson.gz"))) };
        var lake = new Lake(new BlobServiceClient(await azurite.AccountAsync(), options));
        await AppendAsync(lake, Noon, 0, Records(0, 0, 3));
        await AppendAsync(lake, Noon, 0, Records(0, 3, 3));
        Assert.EndsWith("/0-2.ndjson.gz", Assert.Single(await EventDays.PartsAsync(lake.Events, Stop)).Blob, StringComparison.Ordinal);
        Assert.Equal(6, (await ReadAsync(lake)).Count);
    }

    [Fact]
    public async Task Compacting_again_changes_nothing_and_a_day_that_is_not_over_is_left_alone()
    {
        var lake = await LakeAsync();
        await AppendAsync(lake, Noon, 0, Records(0, 0, 10));
        Assert.Empty(await EventDays.UncompactedAsync(lake.Events, new(2026, 3, 2), Stop));
        Assert.Equal(10, await new CompactDay(lake).RunAsync(Day, Stop));
        var parts = await EventDays.PartsAsync(lake.Events, Stop);
        Assert.Equal(0, await new CompactDay(lake).RunAsync(Day, Stop));
        Assert.Equal(parts, await EventDays.PartsAsync(lake.Events, Stop));
    }

    [Fact]
    public async Task A_file_is_sorted_by_time_and_holds_columns_to_look_through()
    {
        var lake = await LakeAsync();
        await AppendAsync(lake, Noon, 0, [Record(0, 0, Noon.AddMinutes(5)), Record(0, 1, Noon.AddMinutes(1)), Record(0, 2, Noon.AddMinutes(3))]);
        await new CompactDay(lake).RunAsync(Day, Stop);
        var part = Assert.Single(await EventDays.PartsAsync(lake.Events, Stop));
        var rows = await ParquetFile.ReadAsync<StoredEvent>(await lake.Events.ReadAsync(part.Blob, Stop));
        Assert.Equal([1L, 2L, 0L], rows.Select(row => row.Sequence));
        Assert.All(rows, row => Assert.Equal("page_visit", row.EventName));
    }

    private static IReadOnlyList<LandedRecord> Records(int partition, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => Record(partition, number, Noon.AddSeconds(number * 7919 % 1000)))];

    private static LandedRecord Record(int partition, long sequence, DateTimeOffset time) =>
        new(partition, sequence, new($"e{partition}-{sequence}", "page_visit", time, "browser", [new(IdentifierType.AnonymousId, (UInt128)sequence)]));

    private static Task AppendAsync(Lake lake, DateTimeOffset enqueued, int partition, IReadOnlyList<LandedRecord> records) =>
        LandedBlobs.AppendAsync(lake.Events, LandedBlobs.Name(enqueued, partition), records, Stop);

    private static async Task<List<string>> ReadAsync(Lake lake)
    {
        var lines = new List<string>();
        foreach (var part in await EventDays.PartsAsync(lake.Events, Stop))
        {
            if (part.Blob.EndsWith(".parquet", StringComparison.Ordinal))
                lines.AddRange((await ParquetFile.ReadAsync<StoredLine>(await lake.Events.ReadAsync(part.Blob, Stop))).Select(row => row.Line));
            else
                lines.AddRange(Lines.Read(await lake.Events.ReadAsync(part.Blob, part.Offset, part.Length, Stop)).Select(line => Encoding.UTF8.GetString(line.Span)));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Storage in which blobs of a name have 50,000 blocks.</summary>
    private sealed class FullBlob(string name) : DelegatingHandler(new HttpClientHandler())
    {
        private const string Answer = """<?xml version="1.0" encoding="utf-8"?><Error><Code>BlockCountExceedsLimit</Code><Message>The committed block count cannot exceed the maximum limit of 50,000 blocks.</Message></Error>""";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith('/' + name, StringComparison.Ordinal) || !request.RequestUri.Query.Contains("comp=appendblock", StringComparison.Ordinal))
                return await base.SendAsync(request, cancellationToken);
            var full = new HttpResponseMessage(System.Net.HttpStatusCode.Conflict) { Content = new StringContent(Answer, Encoding.UTF8, "application/xml"), RequestMessage = request };
            full.Headers.Add("x-ms-error-code", "BlockCountExceedsLimit");
            return full;
        }
    }

    private async Task<Lake> LakeAsync() => new(new BlobServiceClient(await azurite.AccountAsync()));
}
