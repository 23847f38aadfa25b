using System.Globalization;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>Platforms that ask for patience.</summary>
public sealed class LimitFaultTests(AzuriteFixture azurite)
{
    [Fact]
    [FromFaultList("429 with 67 150 s")]
    public async Task A_daily_cap_parks_the_account_until_the_platform_says()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var before = world.Clock.GetUtcNow();
        world.Pinterest.Script.Next("create", http =>
        {
            http.Response.Headers["x-ratelimit-remaining"] = "0";
            http.Response.Headers["x-ratelimit-reset"] = "67150";
            return FaultAnswers.Json("""{"code":8,"message":"You have exceeded your rate limit. Try again later."}""", 429);
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
            return FaultAnswers.Json("""{"code":8,"message":"You have exceeded your rate limit. Try again later."}""", 429);
        });
        Assert.Null((await world.ReportAsync("campaign")).Fault);
        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
    }

    [Fact]
    [FromFaultList("2726 three times")]
    public async Task A_report_that_costs_too_much_three_times_is_waited_for_as_long_as_it_says()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var before = world.Clock.GetUtcNow();
        for (var time = 0; time < 3; time++) world.Pinterest.Script.Next("create", _ => FaultAnswers.Json("""{"code":2726,"message":"Reporting query cost limit exceeded. Retry after 37 seconds"}""", 400));
        Assert.Null((await world.ReportAsync("campaign")).Fault);
        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(111), TimeSpan.FromSeconds(140));
    }

    [Fact]
    public async Task What_still_costs_too_much_after_three_waits_is_asked_for_in_halves()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < 4; time++) world.Pinterest.Script.Next("create", _ => FaultAnswers.Json("""{"code":2726,"message":"Reporting query cost limit exceeded. Retry after 37 seconds"}""", 429));
        var input = world.Input() with { From = world.Request("account").From, To = world.Request("account", 1, 2).To };
        Assert.Empty((await world.CollectAsync(input)).Faults);
        Assert.Equal(2, world.Pinterest.Script.Submissions.Keys.Count(asked => asked.Contains("ADVERTISER", StringComparison.Ordinal)));
        Assert.NotNull(await world.BeliefAsync("account", 2));
    }

    [Fact]
    [FromFaultList("Retry-After as date")]
    [FromFaultList("clock skew")]
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
            return FaultAnswers.Json("""{"code":4198,"message":"Busy."}""", 503);
        });
        Assert.Null((await world.ReportAsync("campaign")).Fault);
        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Too_much_at_once_is_asked_for_in_halves()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Meta.Script.Next("create", _ => FaultAnswers.Json("""{"error":{"message":"Please reduce the amount of data you're asking for, then retry your request","code":1,"error_subcode":99}}""", 500));
        var input = world.Input("meta") with { From = world.Request("campaign").From, To = world.Request("campaign", 1, 4).To };
        var done = await world.CollectAsync(input);
        Assert.Empty(done.Faults);
        Assert.Contains(world.Meta.Script.Submissions.Keys, key => key.StartsWith("account|09/01/2026|09/02/2026", StringComparison.Ordinal));
        Assert.Contains(world.Meta.Script.Submissions.Keys, key => key.StartsWith("account|09/03/2026|09/04/2026", StringComparison.Ordinal));
    }
}
