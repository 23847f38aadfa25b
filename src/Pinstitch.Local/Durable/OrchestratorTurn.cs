using System.Reflection;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Durable;

/// <summary>What an orchestrator decided in a turn.</summary>
/// <param name="Decisions">To be added to the history, in order; the last one ends the execution if it has ended.</param>
/// <param name="CustomStatus">JSON.</param>
/// <param name="KeptEvents">Events that go along when the orchestrator starts over.</param>
internal sealed record TurnOutcome(
    IReadOnlyList<HistoryEvent> Decisions,
    string? CustomStatus,
    IReadOnlyList<(string Name, string? Data)> KeptEvents);

/// <summary>
/// A turn: the orchestrator's code is run from its beginning, is told everything that its history holds, and what it
/// decides beyond that is the outcome. A pure function of code and history.
/// </summary>
internal static class OrchestratorTurn
{
    /// <param name="function">The orchestrator.</param>
    /// <param name="instance">The orchestration's row.</param>
    /// <param name="history">All of its history so far.</param>
    /// <param name="seen">How many entries an earlier turn has been told already; code that sees them again is replaying.</param>
    /// <param name="strict">Also compares inputs and due times of decisions, for checking.</param>
    /// <param name="loggers">For the orchestrator's logs.</param>
    /// <param name="outside">Called, also after the turn, when the code goes on after something that is not durable.</param>
    public static TurnOutcome Run(
        FunctionEntry function,
        InstanceRow instance,
        IReadOnlyList<HistoryEvent> history,
        int seen,
        bool strict,
        ILoggerFactory loggers,
        Action? outside = null)
    {
        // The end of the execution is compared by whoever checks; up to it, decisions carry their own numbers.
        var recorded = history.Where(item => item.IsDecision).ToList();
        var context = new OrchestratorContext(instance, recorded, strict, loggers);
        var wasEnteredFromOutside = false;
        var thread = new OrchestratorThread(() =>
        {
            wasEnteredFromOutside = true;
            outside?.Invoke();
        });
        Task<object?>? run = null;
        for (var index = 0; index < history.Count; index++)
        {
            var item = history[index];
            if (item.IsDecision) continue;
            context.Replaying = index < seen;
            if (item.Kind == HistoryKind.ExecutionStarted)
            {
                context.Apply(item);
                run = thread.Run(() => StartAsync(function, context, instance.Input));
            }
            else
            {
                thread.Run(() =>
                {
                    context.Apply(item);
                    return 0;
                });
            }

            thread.Drain();
        }

        thread.End();
        context.CheckDecisions();
        if (run is { IsCompleted: true }) End(run, context);
        else if (wasEnteredFromOutside || !context.WaitsForSomethingDurable) Fail(context, new InvalidOperationException(NotDurable(instance.Name)));
        context.CheckAllTaken();
        return new(context.Made, context.CustomStatus, context.KeptEvents);
    }

    private static Task<object?> StartAsync(FunctionEntry function, OrchestratorContext context, string? input)
    {
        var arguments = function.Method.GetParameters().Select(parameter => Bind(parameter, function, context, input)).ToArray();
        var instance = function.Method.IsStatic ? null : Activator.CreateInstance(function.Method.DeclaringType!);
        try
        {
            return FunctionInvoker.AwaitAsync(function.Method.Invoke(instance, arguments));
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            return Task.FromException<object?>(e.InnerException);
        }
    }

    private static object? Bind(ParameterInfo parameter, FunctionEntry function, OrchestratorContext context, string? input)
    {
        if (parameter == function.TriggerParameter) return context;
        if (parameter.ParameterType == typeof(FunctionContext) || parameter.ParameterType == typeof(CancellationToken))
            return parameter.ParameterType.IsValueType ? default(CancellationToken) : null;
        return DurableJson.Read(input, parameter.ParameterType);
    }

    private static void End(Task<object?> run, OrchestratorContext context)
    {
        if (run.IsFaulted || run.IsCanceled)
        {
            Fail(context, run.Exception?.InnerException ?? new TaskCanceledException(run));
            return;
        }

        try
        {
            if (context.Continuation is { } continuation) context.Decide(HistoryKind.ContinuedAsNew, data: continuation.Input);
            else context.Decide(HistoryKind.ExecutionCompleted, nameof(OrchestrationRuntimeStatus.Completed), DurableJson.Write(run.Result, "The orchestration's output"));
        }
        catch (InvalidOperationException e)
        {
            Fail(context, e);
        }
    }

    private static void Fail(OrchestratorContext context, Exception e) => context.Decide(
        HistoryKind.ExecutionCompleted,
        nameof(OrchestrationRuntimeStatus.Failed),
        DurableJson.WriteFailure(e));

    internal static string NotDurable(string orchestrator) =>
        $"Orchestrator '{orchestrator}' awaits something that is not durable. It may await only what its context gives: activities, sub-orchestrations, timers, events.";
}
