using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Pinstitch.Functions.Collect;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>What the outside world does to a collector, one test each, against servers that speak the real APIs.</summary>
public sealed class FaultListTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Killed_after_the_platform_has_the_job_and_before_its_name_is_kept()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var orchestration = new DrivenOrchestration(world, world.Input());
        world.Pinterest.Script.Next("create", _ =>
        {
            // The next call that comes back is the answer to this one.
            world.Executioner.KillAfter(1);
            return null;
        });
        await Assert.ThrowsAsync<KilledException>(() => orchestration.RunReportAsync(world.Request("campaign")));
        world.Executioner.Spare();
        world.Restart();
        Assert.Null((await orchestration.RunReportAsync(world.Request("campaign"))).Fault);
        Assert.Equal(1, Assert.Single(world.Pinterest.Script.Submissions).Value);
    }

    [Fact]
    public async Task A_second_run_goes_on_with_the_job_of_one_that_died()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var dying = new DrivenOrchestration(world, world.Input()) { After = name => Die(name, nameof(SubmitReport)) };
        await Assert.ThrowsAsync<KilledException>(() => dying.RunReportAsync(world.Request("campaign")));
        world.Restart();
        var other = new DrivenOrchestration(world, world.Input() with { Run = "another" });
        Assert.Null((await other.RunReportAsync(world.Request("campaign"))).Fault);
        Assert.Equal(1, world.Pinterest.Script.Calls.Count(call => call == "create"));
    }

    [Fact]
    public async Task Killed_between_download_and_publication()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var orchestration = new DrivenOrchestration(world, world.Input()) { Before = name => Die(name, nameof(PublishReport)) };
        await Assert.ThrowsAsync<KilledException>(() => orchestration.RunReportAsync(world.Request("campaign")));
        orchestration.Before = null;
        world.Restart();
        Assert.True((await orchestration.RunReportAsync(world.Request("campaign"))).Value!.Rows > 0);
        Assert.Equal(1, world.Pinterest.Script.Calls.Count(call => call == "download"));
    }

    [Fact]
    public async Task An_address_that_has_run_out_is_asked_for_anew()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("download", _ => Results.Text("<Error><Code>AccessDenied</Code></Error>", "application/xml", statusCode: 403));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
        Assert.Equal(1, Assert.Single(world.Pinterest.Script.Submissions).Value);
    }

    [Fact]
    public async Task A_token_that_ends_between_two_pages_is_renewed_once()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script
            .Next("list", _ => Json("""{"items":[{"id":"1","name":"One"}],"bookmark":"b_0"}"""))
            .Next("list", _ => Json("""{"code":2,"message":"Authentication failed."}""", 401));
        Assert.Null((await world.ReportAsync("ads", 6, 6)).Fault);
        Assert.Equal(2, world.Pinterest.Script.Calls.Count(call => call == "token"));
    }

    [Fact]
    public async Task A_worker_that_died_right_after_the_token_was_rotated_leaves_the_new_one()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("token", _ =>
        {
            // The answer, then the storing of the new refresh token: killed after the latter.
            world.Executioner.KillAfter(2);
            return null;
        });
        var orchestration = new DrivenOrchestration(world, world.Input());
        await Assert.ThrowsAsync<KilledException>(() => orchestration.RunReportAsync(world.Request("campaign")));
        world.Executioner.Spare();
        Assert.Equal(world.Pinterest.RefreshToken, world.Secrets["Pinterest:RefreshToken"]);
        world.Restart();
        Assert.Null((await orchestration.RunReportAsync(world.Request("campaign"))).Fault);
    }

    [Fact]
    public async Task A_daily_cap_parks_the_account_until_the_platform_says()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var before = world.Clock.GetUtcNow();
        world.Pinterest.Script.Next("create", http =>
        {
            http.Response.Headers["x-ratelimit-remaining"] = "0";
            http.Response.Headers["x-ratelimit-reset"] = "67150";
            return Json("""{"code":8,"message":"You have exceeded your rate limit. Try again later."}""", 429);
        });
        Assert.Null((await world.ReportAsync("campaign")).Fault);
        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(67150), TimeSpan.FromSeconds(67400));
        Assert.Equal(2, world.Pinterest.Script.Calls.Count(call => call == "create"));
    }

    [Fact]
    public async Task A_short_limit_is_waited_for_as_long_as_its_header_says_and_no_longer()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var before = world.Clock.GetUtcNow();
        world.Pinterest.Script.Next("poll", http =>
        {
            http.Response.Headers["x-ratelimit-reset"] = "2";
            return Json("""{"code":8,"message":"You have exceeded your rate limit. Try again later."}""", 429);
        });
        Assert.Null((await world.ReportAsync("campaign")).Fault);
        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_report_that_costs_too_much_three_times_is_waited_for_as_long_as_it_says()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var before = world.Clock.GetUtcNow();
        for (var time = 0; time < 3; time++) world.Pinterest.Script.Next("create", _ => Json("""{"code":2726,"message":"Reporting query cost limit exceeded. Retry after 37 seconds"}""", 400));
        Assert.Null((await world.ReportAsync("campaign")).Fault);
        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(111), TimeSpan.FromSeconds(140));
    }

    [Fact]
    public async Task A_report_that_is_finished_at_once_is_no_restatement()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        await world.ReportAsync("campaign");
        var belief = await world.BeliefAsync("campaign", 2);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await world.ReportAsync("campaign");
        Assert.Equal(0, again.Value!.Days);
        Assert.Equal(belief, await world.BeliefAsync("campaign", 2));
        Assert.Equal(1, Assert.Single(world.Pinterest.Script.Submissions).Value);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"FAILED\"")]
    [InlineData("\"EXPIRED\"")]
    [InlineData("\"CANCELLED\"")]
    [InlineData("\"DOES_NOT_EXIST\"")]
    public async Task A_job_that_comes_to_nothing_is_followed_by_another(string status)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("poll", _ => Json($$"""{"report_status":{{status}},"url":null,"size":null}"""));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
        Assert.Equal(status == "null" ? 1 : 2, world.Pinterest.Script.Calls.Count(call => call == "create"));
    }

    [Fact]
    public async Task An_empty_report_is_no_fault()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Polls = 1;
        Download(world, "{}");
        var done = await world.ReportAsync("campaign");
        Assert.Equal(0, done.Value!.Rows);
        Assert.Empty(done.Value.Findings);
    }

    [Fact]
    public async Task A_download_that_is_cut_short_is_fetched_again()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("download", _ => Results.Text("""{"2026-09-01":[{"DATE":"2026"""));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
        Assert.Equal(2, world.Pinterest.Script.Calls.Count(call => call == "download"));
    }

    [Fact]
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
    public async Task An_empty_page_with_a_bookmark_is_not_the_end()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("list", _ => Json("""{"items":[],"bookmark":"b_0"}"""));
        Assert.Equal(9, (await world.ReportAsync("ads", 6, 6)).Value!.Rows);
    }

    [Fact]
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
                return Json($$"""{"items":[{{items}}],"bookmark":{{bookmark}}}""");
            });
        }

        Assert.Equal(2000, (await world.ReportAsync("campaigns", 6, 6)).Value!.Rows);
    }

    [Fact]
    public async Task An_entity_that_is_gone_from_the_list_keeps_its_spend()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("list", _ => Json("""{"items":[],"bookmark":null}"""));
        Assert.Equal(0, (await world.ReportAsync("campaigns", 6, 6)).Value!.Rows);
        Assert.True((await world.ReportAsync("campaign")).Value!.SpendMicros > 0);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(502)]
    public async Task A_web_page_instead_of_an_answer_is_not_believed(int status)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script
            .Next("create", _ => Results.Text("<html><body>Bad gateway</body></html>", "text/html", statusCode: status))
            .Next("poll", _ => Results.Text("<html></html>", "text/html", statusCode: status));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
    }

    [Fact]
    public async Task A_date_to_retry_after_is_measured_by_the_servers_own_clock()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var before = world.Clock.GetUtcNow();
        world.Pinterest.Script.Next("create", http =>
        {
            // The server's clock is a year ahead of ours.
            var server = before.AddYears(1);
            http.Response.Headers.Date = server.ToString("R", CultureInfo.InvariantCulture);
            http.Response.Headers.RetryAfter = server.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture);
            http.Response.Headers.Remove("x-ratelimit-reset");
            return Json("""{"code":4198,"message":"Busy."}""", 503);
        });
        Assert.Null((await world.ReportAsync("campaign")).Fault);
        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task A_refusal_that_nobody_has_explained_is_not_repeated()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < 5; time++) world.Pinterest.Script.Next("create", _ => Json("""{"code":9999,"message":"What is this?"}""", 400));
        var done = await world.ReportAsync("campaign");
        Assert.Equal(FaultKind.Bug, done.Fault!.Kind);
        Assert.Equal(1, world.Pinterest.Script.Calls.Count(call => call == "create"));
    }

    [Fact]
    public async Task A_missing_scope_is_named_and_nothing_is_tried_again()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < 2; time++) world.Pinterest.Script.Next("create", _ => Json("""{"code":3,"message":"Missing scope"}""", 401));
        var done = await world.ReportAsync("campaign");
        Assert.Equal(FaultKind.Configuration, done.Fault!.Kind);
        Assert.Contains("ads:read", done.Fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_currency_that_is_not_the_accounts_holds_the_report_back()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Google.Script.Next("search", _ => Json("""
            [{"results":[{"customer":{"id":"4825917603","currencyCode":"USD"},"campaign":{"id":"1","name":"A"},"metrics":{"costMicros":"5000000"},"segments":{"date":"2026-09-02"}}]}]
            """));
        var done = await world.ReportAsync("campaign", platform: "google");
        Assert.Equal(FaultKind.Data, done.Fault!.Kind);
        Assert.Contains("USD", done.Fault.Text, StringComparison.Ordinal);
        Assert.Null(await world.BeliefAsync("campaign", 2, "google"));
    }

    [Fact]
    public async Task A_stream_that_breaks_off_with_an_error_counts_for_nothing()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Google.Script.Next("search", _ => Json("""
            [{"results":[{"customer":{"currencyCode":"EUR"},"campaign":{"id":"1"},"metrics":{"costMicros":"5"},"segments":{"date":"2026-09-02"}}]},
             {"error":{"code":500,"message":"Internal","status":"INTERNAL","details":[{"errors":[{"errorCode":{"internalError":"TRANSIENT_ERROR"}}]}]}}]
            """));
        var done = await world.ReportAsync("campaign", platform: "google");
        Assert.True(done.Value!.Rows > 1);
        Assert.Equal(2, world.Google.Script.Calls.Count(call => call == "search"));
    }

    [Fact]
    public async Task Too_much_at_once_is_asked_for_in_halves()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Meta.Script.Next("create", _ => Json("""{"error":{"message":"Please reduce the amount of data you're asking for, then retry your request","code":1,"error_subcode":99}}""", 500));
        var input = world.Input("meta") with { From = world.Request("campaign").From, To = world.Request("campaign", 1, 4).To };
        var done = await world.CollectAsync(input);
        Assert.Empty(done.Faults);
        Assert.Contains(world.Meta.Script.Submissions.Keys, key => key.StartsWith("account|09/01/2026|09/02/2026", StringComparison.Ordinal));
        Assert.Contains(world.Meta.Script.Submissions.Keys, key => key.StartsWith("account|09/03/2026|09/04/2026", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Midnight_in_the_middle_of_a_run_changes_nothing_about_its_days()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var input = world.Input();
        world.Clock.Advance(TimeSpan.FromHours(20));
        var plan = (CollectionPlanned)(await world.ActAsync(nameof(PlanCollection), input))!;
        Assert.All(plan.Reports, report => Assert.True(report.Request.To <= input.Today));
        Assert.Equal(input.Today.AddDays(-1), plan.Reports.Where(report => report.Request.Report == "account").Max(report => report.Request.To));
    }

    [Promise(9)]
    [Fact]
    public async Task An_account_that_loses_its_permission_stops_itself_and_nobody_else()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < 40; time++) world.Pinterest.Script.Next("create", _ => Json("""{"code":29,"message":"You are not permitted to access that resource."}""", 403));
        var refused = await world.CollectAsync(world.Input() with { From = world.Request("campaign").From, To = world.Request("campaign").To });
        Assert.Equal(0, refused.Reports);
        Assert.Contains("Analyst", Assert.Single(refused.Faults), StringComparison.Ordinal);
        // Once is enough to know: the other reports are not even asked for.
        Assert.InRange(world.Pinterest.Script.Calls.Count(call => call == "create"), 1, 4);
        var alarm = (await world.FreshnessAsync())!.Alarms[0];
        Assert.Equal("credentials", alarm.Kind);
        Assert.Null((await world.ReportAsync("campaign", platform: "meta")).Fault);
    }

    [Fact]
    public void A_full_disk_is_told_from_a_broken_connection()
    {
        Assert.True(Pinstitch.Platforms.PartSpool.IsFull(new IOException("No space left on device", 28)));
        Assert.False(Pinstitch.Platforms.PartSpool.IsFull(new IOException("Connection reset by peer", 104)));
    }

    private static void Die(string name, string at)
    {
        if (name == at) throw new KilledException();
    }

    private static void Download(CollectionWorld world, string content)
    {
        world.Pinterest.Script
            .Next("poll", http => Finished(http, content))
            .Next("poll", http => Finished(http, content))
            .Next("download", _ => Results.Bytes(Encoding.UTF8.GetBytes(content), "text/plain"));
    }

    private static IResult Finished(HttpContext http, string content) =>
        Json($$"""{"report_status":"FINISHED","url":"{{http.Request.Scheme}}://{{http.Request.Host}}/async_reporting_v3/x/metrics_report.txt","size":{{Encoding.UTF8.GetByteCount(content)}}}""");

    private static IResult Json(string json, int status = 200) => Results.Text(json, "application/json", statusCode: status);
}
