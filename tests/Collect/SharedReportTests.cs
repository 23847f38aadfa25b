using Pinstitch.Collect;
using Pinstitch.Functions.Collect;
using Pinstitch.Lab.Shop.Reports;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>Reports that are too large for the platform: first the days are halved, then a day is fetched in shares of its campaigns, ad groups and ads.</summary>
public sealed class SharedReportTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("campaign", 1)]
    [InlineData("ad_group", 1)]
    [InlineData("ad", 4)]
    [InlineData("ad", 1)]
    [InlineData("campaign-people", 1)]
    public async Task A_day_too_large_for_one_report_comes_in_shares_and_none_of_it_is_lost_or_counted_twice(string report, int mostRows)
    {
        await using var whole = await CollectionWorld.MakeAsync(azurite);
        await using var shared = await CollectionWorld.MakeAsync(azurite);
        shared.Meta.MostRows = mostRows;
        var expected = await whole.ReportAsync(report, 2, 2, "meta");
        var done = await shared.ReportAsync(report, 2, 2, "meta");
        Assert.True(shared.Meta.Script.Submissions.Count > expected.Value!.Rows / mostRows);
        Assert.Equal((expected.Value.Rows, expected.Value.SpendMicros), (done.Value!.Rows, done.Value.SpendMicros));
        Assert.Equal(await FilesAsync(whole), await FilesAsync(shared));
    }

    [Fact]
    public async Task What_came_in_shares_is_made_anew_from_raw_alone()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Meta.MostRows = 1;
        await world.ReportAsync("ad", 2, 2, "meta");
        var before = await CollectionWorld.ContentAsync(world.Lake.Reports);
        await world.Lake.Reports.DeleteAsync(string.Empty, CollectionWorld.Stop);
        var (reports, faults) = await new RawReplay(world.Lake, world.Measurement, world.Sources, world.Rates).RunAsync(CollectionWorld.Stop);
        Assert.Equal((1, 0), (reports, faults.Count));
        Assert.Equal(before, await CollectionWorld.ContentAsync(world.Lake.Reports));
    }

    [Fact]
    public async Task Several_days_are_halved_before_a_day_is_shared_out()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Meta.MostRows = world.Ledger("meta", ReportGrain.Campaign, world.Request("campaign", 2, 2).From, world.Request("campaign", 2, 2).To).Count;
        var done = await world.CollectAsync(world.Input("meta") with { From = world.Request("campaign", 2, 2).From, To = world.Request("campaign", 3, 3).To });
        Assert.Empty(done.Faults);
        Assert.Contains(world.Meta.Script.Submissions.Keys, name => name.StartsWith("ad|", StringComparison.Ordinal) && name.Contains("|campaign ", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Meta.Script.Submissions.Keys, name => name.StartsWith("campaign|", StringComparison.Ordinal) && name.Contains("|campaign ", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "EndToEnd")]
    public async Task Killed_after_every_call_the_shares_make_the_same_day_and_none_is_asked_for_more_often_than_it_was_killed()
    {
        await using var calm = await CollectionWorld.MakeAsync(azurite);
        calm.Meta.MostRows = 2;
        await calm.ReportAsync("ad", 2, 2, "meta");
        await using var killed = await CollectionWorld.MakeAsync(azurite);
        killed.Meta.MostRows = 2;
        var deaths = await KillEverywhereAsync(killed, killed.Request("ad", 2, 2, "meta"));
        Assert.True(deaths > 100, $"{deaths} deaths");
        Assert.Equal(await CollectionWorld.ContentAsync(calm.Lake.Reports), await CollectionWorld.ContentAsync(killed.Lake.Reports));
        Assert.Equal(calm.Meta.Script.Submissions.Keys.Order(StringComparer.Ordinal), killed.Meta.Script.Submissions.Keys.Order(StringComparer.Ordinal));
        Assert.All(killed.Meta.Script.Submissions.Values, times => Assert.InRange(times, 1, 2));
    }

    [Fact]
    public async Task A_platform_that_cannot_share_a_day_out_says_so()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Meta.MostRows = 0;
        var done = await world.ReportAsync("ad", 2, 2, "meta");
        Assert.Equal(FaultKind.TooLarge, done.Fault!.Kind);
        Assert.Contains("not even for a single day of a single ad", done.Fault.Text, StringComparison.Ordinal);
    }

    private static async Task<int> KillEverywhereAsync(CollectionWorld world, ReportRequest request)
    {
        var orchestration = new DrivenOrchestration(world, world.Input("meta"));
        var (calls, deaths, unheard) = (0, 0, false);
        orchestration.Before = _ => world.Executioner.KillAfter(++calls);
        orchestration.After = _ =>
        {
            world.Executioner.Spare();
            (unheard, calls) = (!unheard, unheard ? 0 : calls);
            if (unheard) throw new KilledException();
        };
        while (true)
        {
            try
            {
                Assert.Null((await orchestration.RunReportAsync(request)).Fault);
                return deaths;
            }
            catch (Exception e) when (e is KilledException || e.InnerException is KilledException)
            {
                deaths++;
                world.Executioner.Spare();
                world.Restart();
            }
        }
    }

    /// <summary>The days' files, which are named by what is in them; pointers lead to raw folders of their own.</summary>
    private static async Task<IReadOnlyList<string>> FilesAsync(CollectionWorld world) =>
        [.. (await CollectionWorld.ContentAsync(world.Lake.Reports)).Where(line => line.Contains(".parquet", StringComparison.Ordinal))];
}
