using Pinstitch.Collect;
using Pinstitch.Functions.Collect;
using Pinstitch.Platforms;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>Collection is killed wherever it can be killed, and nobody can tell from what it leaves: at half of the places, at all with <c>PINSTITCH_KILLS=1000</c>.</summary>
[Trait("Category", "EndToEnd")]
public sealed class CrashTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Platforms => [.. PlatformCatalogue.Ids];

    /// <summary>Platforms that make a second job of an identical request, and list no jobs: they cannot be asked what became of the first.</summary>
    public static TheoryData<string> Forgetful =>
        [.. ReportSources.Platforms.Where(platform => HasJobs(platform) && !platform.Descriptor.KnowsRequestsAgain).Select(platform => platform.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Killed_after_every_call_the_output_is_the_same_and_no_report_is_asked_for_twice(string platform)
    {
        await using var calm = await CalmAsync(platform);
        await using var killed = await KilledAsync(platform, everywhere: true);
        Assert.Equal(await CollectionWorld.ContentAsync(calm.Lake.Reports), await CollectionWorld.ContentAsync(killed.Lake.Reports));
        Assert.Equal(calm.Script(platform).Submissions.Keys.Order(StringComparer.Ordinal), killed.Script(platform).Submissions.Keys.Order(StringComparer.Ordinal));
        // Every job was killed once between the platform's answer and the writing of its name. Where the platform does not know
        // the request again, that and nothing else makes one more; the ledger says how often it asked.
        var most = Find(platform).Descriptor.KnowsRequestsAgain ? 1 : 2;
        Assert.All(killed.Script(platform).Submissions, job => Assert.InRange(job.Value, 1, most));
    }

    [Theory]
    [MemberData(nameof(Forgetful))]
    public async Task Killed_after_every_step_that_is_written_down_no_report_is_asked_for_twice(string platform)
    {
        await using var calm = await CalmAsync(platform);
        await using var killed = await KilledAsync(platform, everywhere: false);
        Assert.Equal(await CollectionWorld.ContentAsync(calm.Lake.Reports), await CollectionWorld.ContentAsync(killed.Lake.Reports));
        Assert.NotEmpty(killed.Script(platform).Submissions);
        Assert.All(killed.Script(platform).Submissions, job => Assert.Equal(1, job.Value));
    }

    [Fact]
    public async Task Whoever_comes_after_a_crash_sees_that_the_platform_was_being_asked()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Meta.Script.Next("create", _ =>
        {
            world.Executioner.KillAfter(1);
            return null;
        });
        var orchestration = new DrivenOrchestration(world, world.Input("meta"));
        await Assert.ThrowsAsync<KilledException>(() => orchestration.RunReportAsync(world.Request("campaign", platform: "meta")));
        world.Executioner.Spare();
        world.Restart();
        var ledger = new JobLedger(world.Lake);
        var left = (await ledger.GetAsync(world.Request("campaign", platform: "meta"), CollectionWorld.Stop))!;
        Assert.Equal((JobState.Planned, 1, world.Clock.GetUtcNow()), (left.State, left.Submissions, left.AskingSince));
        Assert.Null((await orchestration.RunReportAsync(world.Request("campaign", platform: "meta"))).Fault);
        var done = await ledger.GetAsync(world.Request("campaign", platform: "meta"), CollectionWorld.Stop);
        Assert.Equal((JobState.Published, 2, null), (done.State, done.Submissions, done.AskingSince));
    }

    private async Task<CollectionWorld> CalmAsync(string platform)
    {
        var calm = await CollectionWorld.MakeAsync(azurite);
        Assert.Empty((await calm.CollectAsync(Days(calm, platform))).Faults);
        return calm;
    }

    private async Task<CollectionWorld> KilledAsync(string platform, bool everywhere)
    {
        var killed = await CollectionWorld.MakeAsync(azurite);
        killed.Executioner.CountsPlatforms = everywhere;
        var orchestration = new DrivenOrchestration(killed, Days(killed, platform));
        // An activity is killed after every second of its calls until it comes to its end, and then once more before its result
        // is in the history. The next activity of its kind is killed after the calls between: of each kind there are many.
        // PINSTITCH_KILLS=1000 kills each after all of its calls.
        var step = Deaths.Number(1) == 1 ? 2 : 1;
        var (calls, deaths, unheard, activities) = (0, 0, false, new Dictionary<string, int>());
        orchestration.Before = name => killed.Executioner.KillAfter(calls = calls == 0 && step == 2 ? 1 + (activities.GetValueOrDefault(name) % 2) : calls + step);
        orchestration.After = name =>
        {
            killed.Executioner.Spare();
            if (!unheard)
            {
                unheard = true;
                throw new KilledException();
            }

            (calls, unheard, activities[name]) = (0, false, activities.GetValueOrDefault(name) + 1);
        };
        CollectionResult? result = null;
        while (result is null)
        {
            try
            {
                result = await orchestration.RunAsync();
            }
            catch (Exception e) when (e is KilledException || e.InnerException is KilledException)
            {
                deaths++;
                killed.Executioner.Spare();
                killed.Restart();
            }
        }

        Assert.Empty(result.Faults);
        Assert.True(deaths > 30, $"{deaths} deaths");
        return killed;
    }

    /// <summary>Two days of every report that the platform has.</summary>
    private static CollectionInput Days(CollectionWorld world, string platform) =>
        world.Input(platform) with { From = world.Request("campaign", 2, 2, platform).From, To = world.Request("campaign", 3, 3, platform).To };

    private static AdPlatform Find(string id) => ReportSources.Platforms.Single(platform => platform.Descriptor.Id == id);

    private static bool HasJobs(AdPlatform platform)
    {
        var account = new Pinstitch.Configure.AdAccount(platform.Descriptor.Id, "1", "Test", "EUR", "Europe/Berlin", 90);
        var kind = platform.Reports(account).First(kind => kind is { IsSnapshot: false, IsHourly: false });
        return platform.Submit(new(account, kind, new(platform.Descriptor.Id, "1", kind.Id, new(2026, 11, 1), new(2026, 11, 2)))) is not null;
    }
}
