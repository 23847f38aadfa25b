using Pinstitch.Functions.Collect;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>Processes that die, and what the next one makes of it.</summary>
public sealed class KillFaultTests(AzuriteFixture azurite)
{
    [Fact]
    [FromFaultList("kill after POST before token stored")]
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
        var dying = new DrivenOrchestration(world, world.Input()) { After = name => FaultAnswers.Die(name, nameof(SubmitReport)) };
        await Assert.ThrowsAsync<KilledException>(() => dying.RunReportAsync(world.Request("campaign")));
        world.Restart();
        var other = new DrivenOrchestration(world, world.Input() with { Run = "another" });
        Assert.Null((await other.RunReportAsync(world.Request("campaign"))).Fault);
        Assert.Equal(1, world.Pinterest.Script.Calls.Count(call => call == "create"));
    }

    [Fact]
    [FromFaultList("kill between download and publish")]
    public async Task Killed_between_download_and_publication()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var orchestration = new DrivenOrchestration(world, world.Input()) { Before = name => FaultAnswers.Die(name, nameof(PublishReport)) };
        await Assert.ThrowsAsync<KilledException>(() => orchestration.RunReportAsync(world.Request("campaign")));
        orchestration.Before = null;
        world.Restart();
        Assert.True((await orchestration.RunReportAsync(world.Request("campaign"))).Value!.Rows > 0);
        Assert.Equal(1, world.Pinterest.Script.Calls.Count(call => call == "download"));
    }

    [Fact]
    [FromFaultList("UTC day rollover during run")]
    public async Task Midnight_in_the_middle_of_a_run_changes_nothing_about_its_days()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var input = world.Input();
        world.Clock.Advance(TimeSpan.FromHours(20));
        var plan = (CollectionPlanned)(await world.ActAsync(nameof(PlanCollection), input))!;
        Assert.All(plan.Reports, report => Assert.True(report.Request.To <= input.Today));
        Assert.Equal(input.Today.AddDays(-1), plan.Reports.Where(report => report.Request.Report == "account").Max(report => report.Request.To));
    }
}
