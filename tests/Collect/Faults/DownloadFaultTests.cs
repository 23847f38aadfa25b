using Microsoft.AspNetCore.Http;
using Pinstitch.Platforms;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>Downloads and lists that come short, empty or wrong.</summary>
public sealed class DownloadFaultTests(AzuriteFixture azurite)
{
    [Fact]
    [FromFaultList("empty {}")]
    public async Task An_empty_report_is_no_fault()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Polls = 1;
        FaultAnswers.Download(world, "{}");
        var done = await world.ReportAsync("campaign");
        Assert.Equal(0, done.Value!.Rows);
        Assert.Empty(done.Value.Findings);
    }

    [Fact]
    [FromFaultList("truncated download (size mismatch)")]
    public async Task A_download_that_is_cut_short_is_fetched_again()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("download", _ => Results.Text("""{"2026-09-01":[{"DATE":"2026"""));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
        Assert.Equal(2, world.Pinterest.Script.Calls.Count(call => call == "download"));
    }

    [Fact]
    [FromFaultList("TLS reset mid-stream")]
    public async Task A_connection_that_is_reset_in_the_middle_of_a_download()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.NextAsync("download", async http =>
        {
            await http.Response.WriteAsync("""{"2026-09-01":[""", CollectionWorld.Stop);
            await http.Response.Body.FlushAsync(CollectionWorld.Stop);
            http.Abort();
            return Results.Empty;
        });
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_with_an_error_counts_for_nothing()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Google.Script.Next("search", _ => FaultAnswers.Json("""
            [{"results":[{"customer":{"currencyCode":"EUR"},"campaign":{"id":"1"},"metrics":{"costMicros":"5"},"segments":{"date":"2026-09-02"}}]},
             {"error":{"code":500,"message":"Internal","status":"INTERNAL","details":[{"errors":[{"errorCode":{"internalError":"TRANSIENT_ERROR"}}]}]}}]
            """));
        var done = await world.ReportAsync("campaign", platform: "google");
        Assert.True(done.Value!.Rows > 1);
        Assert.Equal(2, world.Google.Script.Calls.Count(call => call == "search"));
    }

    [Fact]
    [FromFaultList("currency change")]
    public async Task A_currency_that_is_not_the_accounts_holds_the_report_back()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Google.Script.Next("search", _ => FaultAnswers.Json("""
            [{"results":[{"customer":{"id":"4825917603","currencyCode":"USD"},"campaign":{"id":"1","name":"A"},"metrics":{"costMicros":"5000000"},"segments":{"date":"2026-09-02"}}]}]
            """));
        var done = await world.ReportAsync("campaign", platform: "google");
        Assert.Equal(FaultKind.Data, done.Fault!.Kind);
        Assert.Contains("USD", done.Fault.Text, StringComparison.Ordinal);
        Assert.Null(await world.BeliefAsync("campaign", 2, "google"));
    }

    [Fact]
    [FromFaultList("out of disk")]
    public async Task A_full_disk_is_told_as_what_it_is_and_nothing_counts()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Linux has a device that is always full; run this there.");
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var (source, request) = (world.Sources.Get("google"), world.Request("campaign", platform: "google"));
        using var spool = new PartSpool(new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0));
        var done = await source.DownloadAsync(world.Measurement.Account("google", request.AccountId), request, [], new(string.Empty), spool, CollectionWorld.Stop);
        Assert.Equal(FaultKind.Configuration, done.Fault!.Kind);
        Assert.Contains("disk", done.Fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    [FromFaultList("bookmark non-null with empty page")]
    public async Task An_empty_page_with_a_bookmark_is_not_the_end()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("list", _ => FaultAnswers.Json("""{"items":[],"bookmark":"b_0"}"""));
        Assert.Equal(9, (await world.ReportAsync("ads", 6, 6)).Value!.Rows);
    }

    [Fact]
    [FromFaultList("2 000 campaigns")]
    public async Task Two_thousand_campaigns_come_in_pages()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var page = 0; page < 8; page++)
        {
            var first = page * 250;
            var items = string.Join(',', Enumerable.Range(first, 250).Select(number => $$"""{"id":"{{number + 1}}","name":"Campaign {{number}}"}"""));
            var bookmark = page < 7 ? $"\"b_{first + 250}\"" : "null";
            world.Pinterest.Script.Next("list", http =>
            {
                Assert.Equal("250", http.Request.Query["page_size"]);
                return FaultAnswers.Json($$"""{"items":[{{items}}],"bookmark":{{bookmark}}}""");
            });
        }

        Assert.Equal(2000, (await world.ReportAsync("campaigns", 6, 6)).Value!.Rows);
    }

    [Fact]
    [FromFaultList("entity deleted between list and report")]
    public async Task An_entity_that_is_gone_from_the_list_keeps_its_spend()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("list", _ => FaultAnswers.Json("""{"items":[],"bookmark":null}"""));
        Assert.Equal(0, (await world.ReportAsync("campaigns", 6, 6)).Value!.Rows);
        Assert.True((await world.ReportAsync("campaign")).Value!.SpendMicros > 0);
    }
}
