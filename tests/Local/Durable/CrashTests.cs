using System.Text.Json;
using Pinstitch.Local;
using Pinstitch.Local.Durable;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>The process dies and another goes on with its storage; where it may die after any write, after some, and after each with <c>PINSTITCH_KILLS=1000</c>.</summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    private const string Id = "everything";
    private const int Usual = 15;

    private static readonly string[] Expected = ["2+4+6 Everything: 40 ding", "100"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Promise(6)]
    [Fact]
    [Trait("Category", "EndToEnd")]
    public async Task A_crash_after_any_write_changes_no_result_and_repeats_nothing_that_is_recorded_as_done()
    {
        var calm = CrashPoint.Never;
        Assert.True(await PassesAsync(calm));
        // Fewer would mean that the crash does not reach what it is meant to.
        Assert.InRange(calm.Writes, 30, 100);
        foreach (var writes in Deaths.Among(1, calm.Writes - 1, Usual)) await PassesAsync(new(writes));
    }

    [Fact]
    public async Task A_timer_that_was_due_while_nobody_ran_fires_at_the_next_start()
    {
        var clock = new TestClock(TestEngine.Start);
        var first = await TestEngine.StartAsync(azurite, clock);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Sleeper), TimeSpan.FromHours(2), new StartOrchestrationOptions("sleeper"), Stop);
        await clock.NextAsync();
        first.Kill();
        clock.Advance(TimeSpan.FromHours(5));
        await using var second = await TestEngine.StartAsync(azurite, clock, first.Hub);
        Assert.Equal(TestEngine.Start.AddHours(5).UtcDateTime, (await second.EndAsync("sleeper")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task An_activity_that_was_running_runs_again_even_while_its_orchestration_is_suspended()
    {
        var first = await TestEngine.StartAsync(azurite);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.FanOut), 2, new StartOrchestrationOptions("held"), Stop);
        await TestEngine.WaitForAsync(() => first.World.MostRunning == 2);
        await first.Client.SuspendInstanceAsync("held", null, Stop);
        await first.UntilAsync("held", found => found.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        first.Kill();
        await using var second = await TestEngine.StartAsync(azurite, hub: first.Hub);
        second.World.Gate.SetResult();
        await TestEngine.WaitForAsync(() => second.World.MostRunning > 0);
        await second.Client.ResumeInstanceAsync("held", null, Stop);
        var ended = await second.EndAsync("held");
        Assert.Equal([0, 1], ended.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task A_start_for_later_survives()
    {
        var clock = new TestClock(TestEngine.Start);
        var first = await TestEngine.StartAsync(azurite, clock);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Sequence), 1, new StartOrchestrationOptions("later", TestEngine.Start.AddHours(1)), Stop);
        first.Kill();
        await using var second = await TestEngine.StartAsync(azurite, clock, first.Hub);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await second.FindAsync("later")).RuntimeStatus);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(8, (await second.EndAsync("later")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_host_that_is_stopped_in_good_order_leaves_the_rest_to_the_next()
    {
        var clock = new TestClock(TestEngine.Start);
        string hub;
        await using (var first = await TestEngine.StartAsync(azurite, clock))
        {
            hub = first.Hub;
            await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Approval), new StartOrchestrationOptions("approval"), Stop);
            await first.StartedAsync("approval");
        }

        await using var second = await TestEngine.StartAsync(azurite, clock, hub);
        await second.Client.RaiseEventAsync("approval", "Approved", "after the stop", Stop);
        Assert.Equal("after the stop", (await second.EndAsync("approval")).ReadOutputAs<string>());
    }

    /// <returns>Whether it ended before the crash.</returns>
    private async Task<bool> PassesAsync(CrashPoint crash)
    {
        var (hub, world, clock) = (AzuriteFixture.Unique("crash"), new World(), new TestClock(TestEngine.Start, inHaste: true));
        var first = await TestEngine.StartAsync(azurite, clock, hub, world, crash);
        if (!crash.IsDead)
        {
            var ended = first.RunAsync(nameof(Orchestrators.Everything), null, Id);
            await Task.WhenAny(ended, crash.Crashed);
            if (!crash.IsDead)
            {
                Assert.Equal(Expected, (await ended).ReadOutputAs<string[]>());
                await first.DisposeAsync();
                return true;
            }
        }

        await TestEngine.WaitForAsync(() => !crash.IsUnderway);
        var done = await RecordedAsync(hub, world);
        await using var second = await TestEngine.StartAsync(azurite, clock, hub, world);
        if (await second.Client.GetInstanceAsync(Id, Stop) is null)
            await second.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Everything), new StartOrchestrationOptions(Id), Stop);
        var result = await second.EndAsync(Id);
        Assert.True(result.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"After {crash.Writes} writes: {result.FailureDetails}");
        Assert.Equal(Expected, result.ReadOutputAs<string[]>());
        Assert.Equal("fan-out", result.ReadCustomStatusAs<string>());
        Assert.All(done, activity => Assert.Equal(activity.Value, world.Attempts(activity.Key)));
        await ReplayCheck.ThrowOnDifferenceAsync(second.Services, Stop);
        return false;
    }

    /// <summary>The calls of <see cref="Activities.Double"/> whose completion is in storage, with how often they have been run.</summary>
    private async Task<Dictionary<string, int>> RecordedAsync(string hub, World world)
    {
        var store = await TestEngine.OpenStoreAsync(azurite, hub, CrashPoint.Never);
        await store.PrepareAsync(Stop);
        var done = new Dictionary<string, int>();
        await foreach (var row in store.ListAsync(null, Stop))
        {
            var history = await store.ReadAsync(row.ExecutionId, Stop);
            foreach (var answer in history.Where(item => item is { Kind: HistoryKind.ActivityCompleted, Name: nameof(Activities.Double) }))
            {
                var call = history.Single(item => item.Kind == HistoryKind.ActivityScheduled && item.TaskId == answer.TaskId);
                var name = $"{nameof(Activities.Double)}({JsonSerializer.Deserialize<int>(call.Data!)})";
                done[name] = world.Attempts(name);
            }
        }

        return done;
    }
}
