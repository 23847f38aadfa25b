using Pinstitch.Functions.Collect;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>Collection is killed wherever it can be killed, and nobody can tell from what it leaves.</summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("pinterest")]
    [InlineData("meta")]
    [InlineData("google")]
    [Trait("Category", "EndToEnd")]
    public async Task Killed_after_every_call_the_output_is_the_same_and_no_report_is_asked_for_twice(string platform)
    {
        await using var calm = await CollectionWorld.MakeAsync(azurite);
        Assert.Empty((await calm.CollectAsync(Days(calm, platform))).Faults);
        await using var killed = await CollectionWorld.MakeAsync(azurite);
        var orchestration = new DrivenOrchestration(killed, Days(killed, platform));
        // Each activity is killed after its first call, then after its second, and so on, until it comes to its end; and
        // then once more before its result is in the history.
        var (calls, deaths, unheard) = (0, 0, false);
        orchestration.Before = _ => killed.Executioner.KillAfter(++calls);
        orchestration.After = _ =>
        {
            killed.Executioner.Spare();
            if (!unheard)
            {
                unheard = true;
                throw new KilledException();
            }

            (calls, unheard) = (0, false);
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
        Assert.True(deaths > 100, $"{deaths} deaths");
        Assert.Equal(await CollectionWorld.ContentAsync(calm.Lake.Reports), await CollectionWorld.ContentAsync(killed.Lake.Reports));
        if (platform == "pinterest") Assert.All(killed.Pinterest.Script.Submissions, job => Assert.Equal(1, job.Value));
        Assert.Equal(calm.Pinterest.Script.Submissions.Count, killed.Pinterest.Script.Submissions.Count);
    }

    /// <summary>Two days of every report that the platform has.</summary>
    private static CollectionInput Days(CollectionWorld world, string platform) =>
        world.Input(platform) with { From = world.Request("campaign", 2, 2, platform).From, To = world.Request("campaign", 3, 3, platform).To };
}
