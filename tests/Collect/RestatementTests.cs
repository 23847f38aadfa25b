using Microsoft.AspNetCore.Http;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Functions.Collect;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>What a platform says today is not what it said yesterday, and both are known.</summary>
public sealed class RestatementTests(AzuriteFixture azurite)
{
    [Promise(10)]
    [Fact]
    public async Task A_restated_day_keeps_what_was_believed_and_says_what_changed()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite, day: 3);
        Assert.Null((await world.ReportAsync("campaign", 1, 2)).Fault);
        var (then, first) = (world.Clock.GetUtcNow(), (await world.BeliefAsync("campaign", 2))!);
        // A week later the platform has taken invalid clicks out of the bill and found more conversions.
        world.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Null((await world.ReportAsync("campaign", 1, 2)).Fault);
        var second = (await world.BeliefAsync("campaign", 2))!;
        Assert.Equal((0, 1), (first.RestatementNo, second.RestatementNo));
        Assert.True(second.SpendMicros < first.SpendMicros);
        var day = world.Request("campaign", 2, 2);
        Assert.Equal(first, await ReportBeliefs.AsOfAsync(world.Lake, day, world.Kind("campaign"), day.From, then, CollectionWorld.Stop));
        Assert.Null(await ReportBeliefs.AsOfAsync(world.Lake, day, world.Kind("campaign"), day.From, then.AddDays(-1), CollectionWorld.Stop));
        var folder = ReportPaths.Day(day, world.Kind("campaign"), day.From);
        var lines = await ParquetFile.ReadAsync<Restatement>(await world.Lake.Reports.ReadAsync(folder + "_restated-0001.parquet", CollectionWorld.Stop));
        Assert.Equal(second.SpendMicros - first.SpendMicros, (long)(lines.Where(line => line.Metric == "spend").Sum(line => line.New - line.Old) * 1_000_000));
    }

    [Fact]
    public async Task A_day_that_turns_to_nothing_is_fetched_once_more_and_then_believed_with_an_alarm()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        await world.ReportAsync("campaign", platform: "google");
        var before = (await world.BeliefAsync("campaign", 2, "google"))!;
        world.Clock.Advance(TimeSpan.FromHours(1));
        world.Google.Script.Next("search", _ => Results.Text("[]", "application/json"));
        var healed = await world.ReportAsync("campaign", platform: "google");
        Assert.Empty(healed.Value!.Findings);
        Assert.Equal(before, await world.BeliefAsync("campaign", 2, "google"));
        for (var time = 0; time < 2; time++) world.Google.Script.Next("search", _ => Results.Text("[]", "application/json"));
        world.Clock.Advance(TimeSpan.FromHours(1));
        var gone = await world.ReportAsync("campaign", platform: "google");
        Assert.All(gone.Value!.Findings, finding => Assert.Equal("zero-after-non-zero", finding.Guard));
        Assert.Equal((0, 1), ((await world.BeliefAsync("campaign", 2, "google"))!.SpendMicros, (await world.BeliefAsync("campaign", 2, "google"))!.RestatementNo));
    }

    [Fact]
    public async Task Everything_is_made_again_from_raw_alone()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite, day: 3);
        foreach (var day in (int[])[3, 10])
        {
            await world.ReportAsync("campaign", 1, 2);
            await world.ReportAsync("ad", 1, 2, "meta");
            await world.ReportAsync("ads", day, day);
            world.Clock.Advance(TimeSpan.FromDays(7));
        }

        var before = await CollectionWorld.ContentAsync(world.Lake.Reports);
        await world.Lake.Reports.DeleteAsync(string.Empty, CollectionWorld.Stop);
        Assert.Empty(await CollectionWorld.ContentAsync(world.Lake.Reports));
        var (reports, faults) = await new RawReplay(world.Lake, world.Measurement, world.Sources, world.Rates).RunAsync(CollectionWorld.Stop);
        Assert.Empty(faults);
        Assert.Equal(6, reports);
        Assert.Equal(before, await CollectionWorld.ContentAsync(world.Lake.Reports));
    }

    [Fact]
    public async Task A_run_leaves_word_of_how_fresh_everything_is()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        Assert.Empty((await world.CollectAsync()).Faults);
        var freshness = (await world.FreshnessAsync())!;
        Assert.Equal(["account", "campaign"], freshness.Reports.Select(report => report.Report));
        Assert.All(freshness.Reports, report => Assert.Equal(world.Input().Today.AddDays(-1), report.LastDay));
        Assert.Equal((true, true), (freshness.DeliveryReady, freshness.ConversionsReady));
        Assert.Empty(freshness.Alarms);
        Assert.Equal(freshness.Reports[0].SpendMicros, freshness.Reports[1].SpendMicros);
        // The next run fetches the rest.
        Assert.Empty((await world.CollectAsync()).Faults);
        Assert.Equal(22, (await world.FreshnessAsync())!.Reports.Count);
    }

    [Fact]
    public async Task A_dead_credential_is_an_alarm_in_the_same_run()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Secrets["Google:RefreshToken"] = "revoked";
        var result = await world.CollectAsync("google");
        Assert.Equal(0, result.Reports);
        var freshness = (await world.FreshnessAsync("google"))!;
        Assert.Equal("credentials", freshness.Alarms[0].Kind);
        Assert.Contains("connect the account again", freshness.Alarms[0].Text, StringComparison.Ordinal);
        Assert.All(freshness.Reports, report => Assert.Null(report.CollectedAt));
        world.Secrets["Google:RefreshToken"] = Pinstitch.Lab.Shop.Servers.Credentials.GoogleRefreshToken;
        Assert.Empty((await world.CollectAsync("google")).Faults);
        Assert.Empty((await world.FreshnessAsync("google"))!.Alarms);
    }

    [Fact]
    public async Task A_version_that_ends_soon_is_an_alarm_and_one_that_lasts_is_none()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var ends = world.Sources.Get("meta").Descriptor.ApiVersionEnds!.Value;
        foreach (var (days, isSaid) in new[] { (61, false), (60, true), (1, true) })
        {
            var plan = (CollectionPlanned)(await world.ActAsync(nameof(PlanCollection), world.Input("meta") with { Today = ends.AddDays(-days) }))!;
            Assert.Equal(isSaid, plan.Warnings.Any(warning => warning.Contains($"{ends:yyyy-MM-dd}", StringComparison.Ordinal) && warning.Contains("v25.0", StringComparison.Ordinal)));
        }

        Assert.Equal("version", Assert.Single(CollectionAlarms.Of([], [], [], ["v25.0 ends"], ends)).Kind);
    }

    [Fact]
    public async Task A_column_that_the_platform_drops_is_noticed_within_the_week_and_not_forgotten_by_the_next_run()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        await world.CollectAsync();
        Assert.Empty((await world.FreshnessAsync())!.Alarms);
        world.Clock.Advance(TimeSpan.FromDays(8));
        world.Pinterest.Script.Next("columns", _ => Results.Json(new { items = new[] { new { name = "IMPRESSION_1" }, new { name = "TOTAL_JOY" } } }));
        await world.CollectAsync();
        var alarms = (await world.FreshnessAsync())!.Alarms;
        Assert.All(alarms, alarm => Assert.Equal("schema", alarm.Kind));
        Assert.Contains(alarms, alarm => alarm.Text.Contains("no longer offers ADS_CREDIT_SPEND_IN_MICRO_DOLLAR", StringComparison.Ordinal));
        Assert.Contains(alarms, alarm => alarm.Text.Contains("TOTAL_JOY", StringComparison.Ordinal));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.CollectAsync();
        Assert.Empty(alarms.Except((await world.FreshnessAsync())!.Alarms));
    }
}
