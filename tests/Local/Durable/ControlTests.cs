using Pinstitch.Local;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>What a client can do to an orchestration: start, tell, hold, end and forget it.</summary>
public sealed class ControlTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_reaches_the_orchestrator_that_waits_for_it()
    {
        await using var engine = await TestEngine.StartAsync(azurite, new TestClock(TestEngine.Start));
        var running = engine.RunAsync(nameof(Orchestrators.Approval), null, "approval");
        await engine.StartedAsync("approval");
        await engine.Client.RaiseEventAsync("approval", "approved", "by Ada", Stop);
        Assert.Equal("by Ada", (await running).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_timer_beats_an_event_that_does_not_come()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        Assert.Equal("escalated", (await engine.RunAsync(nameof(Orchestrators.Approval))).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_that_come_before_they_are_waited_for_are_kept_in_order()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var running = engine.RunAsync(nameof(Orchestrators.Listener), null, "listener");
        await TestEngine.WaitForAsync(() => engine.World.MostRunning == 1);
        foreach (var note in new[] { "one", "two", "three" }) await engine.Client.RaiseEventAsync("listener", "note", note, Stop);
        engine.World.Gate.SetResult();
        var done = await running;
        Assert.Equal(["one", "two"], done.ReadOutputAs<string[]>()!);
        Assert.Equal("one", done.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task An_event_for_nobody_is_an_error_that_names_the_instance()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RaiseEventAsync("nobody", "note", "x", Stop));
        Assert.Contains("'nobody'", error.Message, StringComparison.Ordinal);
    }

    [Promise(6)]
    [Fact]
    public async Task An_id_that_is_running_is_refused_and_one_that_is_over_is_used_anew()
    {
        await using var engine = await TestEngine.StartAsync(azurite, new TestClock(TestEngine.Start));
        var options = new StartOrchestrationOptions("one");
        var starts = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try
            {
                return await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Approval), options, Stop);
            }
            catch (InvalidOperationException e)
            {
                return e.Message;
            }
        }));
        Assert.Single(starts, "one");
        Assert.Equal(4, starts.Count(text => text.Contains("'one' is running already", StringComparison.Ordinal)));
        await engine.Client.RaiseEventAsync("one", "Approved", "first", Stop);
        Assert.Equal("first", (await engine.EndAsync("one")).ReadOutputAs<string>());
        Assert.Equal(40, (await engine.RunAsync(nameof(Orchestrators.Sequence), 5, "one")).ReadOutputAs<int>());
        Assert.All(await engine.HistoryAsync("one"), item => Assert.NotEqual("Approved", item.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("a\nb")]
    public async Task An_id_that_Azure_would_not_take_is_refused(string id)
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        await Assert.ThrowsAsync<ArgumentException>(() => engine.RunAsync(nameof(Orchestrators.Sequence), 1, id));
    }

    [Fact]
    public async Task A_start_for_later_waits()
    {
        var clock = new TestClock(TestEngine.Start);
        await using var engine = await TestEngine.StartAsync(azurite, clock);
        var options = new StartOrchestrationOptions("later", TestEngine.Start.AddHours(2));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Sequence), 1, options, Stop);
        Assert.Equal(options.StartAt, await clock.NextAsync());
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.FindAsync("later")).RuntimeStatus);
        clock.AdvanceTo(options.StartAt!.Value);
        Assert.Equal(8, (await engine.EndAsync("later")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Termination_ends_it_at_once_with_the_given_output()
    {
        await using var engine = await TestEngine.StartAsync(azurite, new TestClock(TestEngine.Start));
        var running = engine.RunAsync(nameof(Orchestrators.Waiter), null, "waiter");
        await engine.StartedAsync("waiter-child");
        Assert.Equal("waiting", (await engine.FindAsync("waiter")).ReadCustomStatusAs<Dictionary<string, string>>()!["stage"]);
        await engine.Client.TerminateInstanceAsync("waiter", new TerminateInstanceOptions("enough"), Stop);
        var ended = await running;
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (ended.RuntimeStatus, ended.ReadOutputAs<string>()));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.FindAsync("waiter-child")).RuntimeStatus);
    }

    [Fact]
    public async Task Termination_reaches_children_when_asked_and_purging_forgets_them()
    {
        await using var engine = await TestEngine.StartAsync(azurite, new TestClock(TestEngine.Start));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Waiter), new StartOrchestrationOptions("waiter"), Stop);
        await engine.StartedAsync("waiter-child");
        Assert.Equal(0, (await engine.Client.PurgeInstanceAsync("waiter", Stop)).PurgedInstanceCount);
        await engine.Client.TerminateInstanceAsync("waiter", new TerminateInstanceOptions(Recursive: true), Stop);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndAsync("waiter-child")).RuntimeStatus);
        await engine.EndAsync("waiter");
        var execution = (await engine.Store.FindAsync("waiter", Stop))!.ExecutionId;
        Assert.Equal(2, (await engine.Client.PurgeInstanceAsync("waiter", new PurgeInstanceOptions(Recursive: true), Stop)).PurgedInstanceCount);
        Assert.Null(await engine.FindAsync("waiter-child"));
        Assert.Empty(await engine.Store.ReadAsync(execution, Stop));
    }

    [Fact]
    public async Task What_happens_while_an_orchestration_is_suspended_is_dealt_with_when_it_resumes()
    {
        await using var engine = await TestEngine.StartAsync(azurite, new TestClock(TestEngine.Start));
        var running = engine.RunAsync(nameof(Orchestrators.Approval), null, "held");
        await engine.StartedAsync("held");
        await engine.Client.SuspendInstanceAsync("held", "lunch", Stop);
        await engine.UntilAsync("held", found => found.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await engine.Client.RaiseEventAsync("held", "Approved", "meanwhile", Stop);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.FindAsync("held")).RuntimeStatus);
        await engine.Client.ResumeInstanceAsync("held", null, Stop);
        Assert.Equal("meanwhile", (await running).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Listing_finds_by_prefix_and_status()
    {
        await using var engine = await TestEngine.StartAsync(azurite, new TestClock(TestEngine.Start));
        await engine.RunAsync(nameof(Orchestrators.Sequence), 1, "night-1");
        await engine.RunAsync(nameof(Orchestrators.Sequence), 1, "night-2");
        await engine.RunAsync(nameof(Orchestrators.Sequence), 1, "other");
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Approval), new StartOrchestrationOptions("night-3"), Stop);
        await engine.StartedAsync("night-3");
        var found = new List<string>();
        await foreach (var item in engine.Client.GetAllInstancesAsync(new(InstanceIdPrefix: "night-", Statuses: [OrchestrationRuntimeStatus.Completed])))
            found.Add(item.InstanceId);
        Assert.Equal(["night-1", "night-2"], found);
    }
}
