using Pinstitch.Local;
using Pinstitch.Local.Durable;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>Replaying the history of what has ended must take the same way; what does not is found.</summary>
public sealed class ReplayTests(AzuriteFixture azurite)
{
    private static readonly Type[] Moody = [typeof(MoodyOrchestrator), typeof(Orchestrators), typeof(Activities)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_pattern_replays_to_the_same_calls_and_the_same_end()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        engine.World.Gate.SetResult();
        await Task.WhenAll(
            engine.RunAsync(nameof(Orchestrators.Sequence), 5),
            engine.RunAsync(nameof(Orchestrators.FanOut), 30),
            engine.RunAsync(nameof(Orchestrators.Patient), new Flake("replayed", 2)),
            engine.RunAsync(nameof(Orchestrators.Forgiving)),
            engine.RunAsync(nameof(Orchestrators.Unforgiving), "no"),
            engine.RunAsync(nameof(Orchestrators.Approval)),
            engine.RunAsync(nameof(Orchestrators.Large), 200_000),
            engine.RunAsync(nameof(Orchestrators.Parent)),
            engine.RunAsync(nameof(Orchestrators.Everything)));
        // Three children of Parent's and one of Everything's besides.
        Assert.Equal(9 + 3 + 1, await ReplayCheck.ThrowOnDifferenceAsync(engine.Services, Stop));
    }

    [Theory]
    [InlineData("other order", "decided #0 ActivityScheduled Double where its history says #0 ActivityScheduled Double")]
    [InlineData("other input", "decided #1 ActivityScheduled Gated where its history says #1 ActivityScheduled Gated")]
    [InlineData("other call", "decided #1 TimerCreated")]
    [InlineData("stopped", "stopped where its history says #1 ActivityScheduled Gated")]
    [InlineData("early end", "decided #1 ExecutionCompleted Completed where its history says #1 ActivityScheduled Gated")]
    [InlineData("one more", "decided #2 ActivityScheduled Double where its history says #2 ExecutionCompleted Completed")]
    [InlineData("swallowed", "decided #1 ActivityScheduled Gated where its history says #1 ActivityScheduled Gated")]
    [InlineData("other end", "decided #2 ExecutionCompleted Completed where its history says #2 ExecutionCompleted Completed")]
    public async Task An_orchestrator_that_would_take_another_way_is_found(string mood, string text)
    {
        await using var engine = await TestEngine.StartAsync(azurite, functions: Moody);
        engine.World.Gate.SetResult();
        MoodyOrchestrator.Mood = "usual";
        await engine.RunAsync("Moody", id: "moody");
        Assert.Equal(1, await ReplayCheck.ThrowOnDifferenceAsync(engine.Services, Stop));
        MoodyOrchestrator.Mood = mood;
        var found = await Assert.ThrowsAsync<NonDeterministicOrchestrationException>(() => ReplayCheck.ThrowOnDifferenceAsync(engine.Services, Stop));
        Assert.StartsWith("moody: Orchestration 'moody' (Moody) " + text, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other call")]
    [InlineData("early end")]
    [InlineData("stopped")]
    public async Task Code_that_was_changed_under_a_running_orchestration_fails_it_and_says_so(string mood)
    {
        MoodyOrchestrator.Mood = "usual";
        var first = await TestEngine.StartAsync(azurite, functions: Moody);
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Moody", new StartOrchestrationOptions("moody"), Stop);
        await TestEngine.WaitForAsync(() => first.World.MostRunning == 1);
        first.Kill();
        MoodyOrchestrator.Mood = mood;
        await using var second = await TestEngine.StartAsync(azurite, hub: first.Hub, functions: Moody);
        var failed = await second.EndAsync("moody");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, failed.FailureDetails!.ErrorType);
        Assert.Contains("must not change", failed.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }
}
