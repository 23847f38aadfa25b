using Pinstitch.Local;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>The patterns of Durable Functions, one each.</summary>
internal static class Orchestrators
{
    [Function(nameof(Sequence))]
    public static async Task<int> Sequence([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.GetInput<int>();
        for (var step = 0; step < 3; step++) number = await context.CallActivityAsync<int>(nameof(Activities.Double), number);
        return number;
    }

    [Function(nameof(FanOut))]
    public static async Task<int[]> FanOut([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(number => context.CallActivityAsync<int>(nameof(Activities.Gated), number)));

    [Function(nameof(Patient))]
    public static async Task<double[]> Patient([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var began = context.CurrentUtcDateTime;
        var policy = new RetryPolicy(maxNumberOfAttempts: 5, TimeSpan.FromSeconds(10), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(1));
        var attempts = await context.CallActivityAsync<int>(nameof(Activities.Flaky), context.GetInput<Flake>(), TaskOptions.FromRetryPolicy(policy));
        return [attempts, (context.CurrentUtcDateTime - began).TotalSeconds];
    }

    [Function(nameof(Forgiving))]
    public static async Task<Seen> Forgiving([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallActivityAsync(nameof(Activities.Flaky), new Flake(context.InstanceId, 99));
            throw new InvalidOperationException("It did not fail.");
        }
        catch (TaskFailedException e)
        {
            var details = e.FailureDetails;
            return new(e.TaskName, details.ErrorType, details.ErrorMessage, details.InnerFailure?.ErrorType, details.IsCausedBy<InvalidOperationException>(), details.IsCausedBy<ArgumentException>());
        }
    }

    [Function(nameof(Unforgiving))]
    public static Task Unforgiving([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync(nameof(Activities.Broken), context.GetInput<string>());

    [Function(nameof(Sleeper))]
    public static async Task<DateTime> Sleeper([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(context.GetInput<TimeSpan>(), CancellationToken.None);
        return context.CurrentUtcDateTime;
    }

    [Function(nameof(Approval))]
    public static async Task<string> Approval([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var given = new CancellationTokenSource();
        var approved = context.WaitForExternalEvent<string>("Approved");
        var late = context.CreateTimer(TimeSpan.FromHours(72), given.Token);
        if (await Task.WhenAny(approved, late) == late) return "escalated";
#pragma warning disable CA1849 // CancelAsync goes on in another thread, which an orchestrator may not
        given.Cancel();
#pragma warning restore CA1849
        return await approved;
    }

    [Function(nameof(Listener))]
    public static async Task<string[]> Listener([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<int>(nameof(Activities.Gated), 0);
        var first = await context.WaitForExternalEvent<string>("note");
        context.SetCustomStatus(first);
        return [first, await context.WaitForExternalEvent<string>("NOTE")];
    }

    [Function(nameof(Parent))]
    public static async Task<string[]> Parent([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var named = context.CallSubOrchestratorAsync<string>(nameof(Child), 1, new SubOrchestrationOptions(instanceId: context.InstanceId + "-named"));
        var unnamed = context.CallSubOrchestratorAsync<string>(nameof(Child), 2);
        try
        {
            await context.CallSubOrchestratorAsync(nameof(Unforgiving), "no");
        }
        catch (TaskFailedException e)
        {
            return [await named, await unnamed, e.FailureDetails.ErrorType, e.FailureDetails.InnerFailure!.ErrorMessage];
        }

        return [];
    }

    [Function(nameof(Child))]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context) =>
        $"{context.Parent!.Name}: {await context.CallActivityAsync<int>(nameof(Activities.Double), context.GetInput<int>())}";

    [Function(nameof(Waiter))]
    public static async Task Waiter([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { stage = "waiting" });
        await context.CallSubOrchestratorAsync(nameof(Approval), null, new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
    }

    [Function(nameof(Counter))]
    public static async Task<int> Counter([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var count = context.GetInput<int>();
        if (count >= 5) return count;
        count += await context.WaitForExternalEvent<int>("add");
        context.ContinueAsNew(count);
        return -1;
    }

    [Function(nameof(Forgetful))]
    public static async Task<string> Forgetful([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (context.GetInput<string>() is { } again)
        {
            using var none = new CancellationTokenSource();
            var waiting = context.WaitForExternalEvent<string>("note");
            var late = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return await Task.WhenAny(waiting, late) == late ? again : "remembered";
        }

        await context.WaitForExternalEvent<string>("go");
        context.ContinueAsNew("forgot", preserveUnprocessedEvents: false);
        return string.Empty;
    }

    [Function(nameof(Roundtrip))]
    public static Task<Parcel> Roundtrip([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<Parcel>(nameof(Activities.Echo), context.GetInput<Parcel>());

    [Function(nameof(Large))]
    public static async Task<int> Large([OrchestrationTrigger] TaskOrchestrationContext context) =>
        (await context.CallActivityAsync<string>(nameof(Activities.Text), context.GetInput<int>())).Length;

    [Function(nameof(LargeInput))]
    public static Task<Parcel> LargeInput([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<Parcel>(nameof(Activities.Echo), new string('x', context.GetInput<int>()));

    [Function(nameof(Ids))]
    public static async Task<Guid[]> Ids([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = context.NewGuid();
        await context.CallActivityAsync<int>(nameof(Activities.Double), 1);
        return [first, context.NewGuid(), context.NewGuid()];
    }

    [Function(nameof(Impatient))]
    public static async Task Impatient([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        context.SetCustomStatus("went on");
    }

    [Function(nameof(Wanderer))]
    public static async Task Wanderer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var source = new CancellationTokenSource();
        var late = context.CreateTimer(TimeSpan.FromHours(72), source.Token);
        await source.CancelAsync();
        await late;
    }

    /// <summary>A bit of everything, for crashes.</summary>
    [Function(nameof(Everything))]
    public static async Task<string[]> Everything([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (context.GetInput<string>() is { } second) return [second, $"{await context.CallActivityAsync<int>(nameof(Activities.Double), 50)}"];
        context.SetCustomStatus("fan-out");
        var doubled = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => context.CallActivityAsync<int>(nameof(Activities.Double), number)));
        await context.CallActivityAsync<int>(
            nameof(Activities.Flaky), new Flake(context.InstanceId, 1), TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromSeconds(5))));
        await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        var child = await context.CallSubOrchestratorAsync<string>(nameof(Child), 20);
        var waiting = context.WaitForExternalEvent<string>("bell");
        await context.CallActivityAsync(nameof(Activities.Raise), new Ring(context.InstanceId, "bell", "ding"));
        context.ContinueAsNew($"{string.Join('+', doubled)} {child} {await waiting}");
        return [];
    }
}
