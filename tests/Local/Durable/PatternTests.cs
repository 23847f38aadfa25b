using Pinstitch.Local;
using Pinstitch.Local.Durable;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>The patterns that Durable Functions documents, on the embedded engine.</summary>
public sealed class PatternTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_sequence_passes_each_result_on()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        Assert.Equal(40, (await engine.RunAsync(nameof(Orchestrators.Sequence), 5)).ReadOutputAs<int>());
        Assert.Equal([1, 1, 1], new[] { 5, 10, 20 }.Select(number => engine.World.Attempts($"Double({number})")));
    }

    [Fact]
    public async Task A_fan_out_runs_no_more_activities_at_once_than_host_json_allows_and_keeps_their_order()
    {
        await using var engine = await TestEngine.StartAsync(azurite, concurrency: 3);
        var running = engine.RunAsync(nameof(Orchestrators.FanOut), 20);
        await TestEngine.WaitForAsync(() => engine.World.MostRunning == 3);
        engine.World.Gate.SetResult();
        Assert.Equal(Enumerable.Range(0, 20), (await running).ReadOutputAs<int[]>());
        Assert.Equal(3, engine.World.MostRunning);
    }

    [Fact]
    public async Task Retries_back_off_by_durable_timers()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var done = await engine.RunAsync(nameof(Orchestrators.Patient), new Flake("three", 3));
        // 10 + 30 + 60 (not 90: the longest pause) seconds.
        Assert.Equal([4, 100], done.ReadOutputAs<double[]>()!);
    }

    [Fact]
    public async Task Retries_end_at_the_policys_last_attempt()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var failed = await engine.RunAsync(nameof(Orchestrators.Patient), new Flake("ever", 99));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(5, engine.World.Attempts("Flaky(ever)"));
        Assert.Equal("attempt 5", failed.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task A_failure_reaches_the_orchestrator_with_its_type_message_and_cause()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var seen = (await engine.RunAsync(nameof(Orchestrators.Forgiving))).ReadOutputAs<Seen>();
        Assert.Equal(new("Flaky", typeof(InvalidOperationException).FullName!, "attempt 1", typeof(ArgumentException).FullName, true, false), seen);
    }

    [Fact]
    public async Task A_failure_that_nobody_handles_fails_the_orchestration_and_tells_why()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var failed = await engine.RunAsync(nameof(Orchestrators.Unforgiving), "out of paper");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, failed.FailureDetails!.ErrorType);
        Assert.Equal("out of paper", failed.FailureDetails.InnerFailure!.ErrorMessage);
        Assert.Null(failed.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failure_of_any_length_is_kept_shortened()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var failed = await engine.RunAsync(nameof(Orchestrators.Unforgiving), new string('!', 900_000));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.InRange(failed.FailureDetails!.InnerFailure!.ErrorMessage.Length, 10_000, 100_000);
    }

    [Fact]
    public async Task A_timer_waits_for_its_time_and_not_a_moment_less()
    {
        var clock = new TestClock(TestEngine.Start);
        await using var engine = await TestEngine.StartAsync(azurite, clock);
        var running = engine.RunAsync(nameof(Orchestrators.Sleeper), TimeSpan.FromDays(3), "sleeper");
        for (var day = 1; day <= 3; day++)
        {
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.StartedAsync("sleeper")).RuntimeStatus);
            clock.AdvanceTo(await clock.NextAsync());
        }

        Assert.Equal(TestEngine.Start.AddDays(3).UtcDateTime, (await running).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task A_child_reports_to_its_parent_and_so_does_its_failure()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var done = await engine.RunAsync(nameof(Orchestrators.Parent), null, "family");
        Assert.Equal(["Parent: 2", "Parent: 4", typeof(TaskFailedException).FullName!, "no"], done.ReadOutputAs<string[]>()!);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.FindAsync("family-named")).RuntimeStatus);
    }

    [Fact]
    public async Task Starting_over_keeps_the_id_and_the_events_that_nobody_has_waited_for()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var engine = await TestEngine.StartAsync(azurite);
        var running = engine.RunAsync(nameof(Orchestrators.Counter), 0, "counter");
        await engine.StartedAsync("counter");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => engine.Client.RaiseEventAsync("counter", "add", 1, stop)));
        Assert.Equal(5, (await running).ReadOutputAs<int>());
        // Only the last execution's history is left.
        Assert.Single(await engine.HistoryAsync("counter"), item => item.Kind == HistoryKind.ExecutionCompleted);
        Assert.DoesNotContain(await engine.HistoryAsync("counter"), item => item.Kind == HistoryKind.ContinuedAsNew);
    }

    [Fact]
    public async Task Starting_over_without_events_forgets_them()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var engine = await TestEngine.StartAsync(azurite);
        var running = engine.RunAsync(nameof(Orchestrators.Forgetful), null, "forgetful");
        await engine.StartedAsync("forgetful");
        await engine.Client.RaiseEventAsync("forgetful", "note", "do not lose me", stop);
        await engine.Client.RaiseEventAsync("forgetful", "go", cancellation: stop);
        Assert.Equal("forgot", (await running).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Ids_that_an_orchestrator_draws_differ_from_each_other_and_are_the_same_in_a_replay()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var ids = (await engine.RunAsync(nameof(Orchestrators.Ids))).ReadOutputAs<Guid[]>()!;
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(1, await ReplayCheck.ThrowOnDifferenceAsync(engine.Services, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(nameof(Orchestrators.Impatient))]
    [InlineData(nameof(Orchestrators.Wanderer))]
    public async Task An_orchestrator_that_awaits_something_that_is_not_durable_fails_and_is_told_so(string orchestrator)
    {
        await using var engine = await TestEngine.StartAsync(azurite, new TestClock(TestEngine.Start));
        var failed = await engine.RunAsync(orchestrator);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Contains("not durable", failed.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(failed.ReadCustomStatusAs<string>());
    }

    [Theory]
    [InlineData("NoSuchOrchestrator", "There is no orchestrator 'NoSuchOrchestrator'")]
    public async Task An_orchestrator_that_does_not_exist_fails_with_its_name(string name, string text)
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var failed = await engine.RunAsync(name);
        Assert.Contains(text, failed.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }
}
