using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Durable;

/// <summary>
/// Durable orchestrations in one process: starts them, carries out what they decide, and at its own start goes on with
/// those that an earlier host has left.
/// </summary>
internal sealed partial class OrchestrationEngine(
    FunctionCatalog catalog,
    HistoryStore store,
    ActivityRunner activities,
    TimeProvider time,
    ILoggerFactory loggers) : IHostPart, IDecisionCarrier
{
    private readonly ILogger logger = loggers.CreateLogger<OrchestrationEngine>();
    private readonly ConcurrentDictionary<string, OrchestrationActor> running = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> endings = new();
    private readonly SemaphoreSlim creating = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, byte> work = new();

    public HistoryStore Store => store;

    public async Task StartAsync(CancellationToken cancellation)
    {
        await store.PrepareAsync(cancellation);
        var left = new List<InstanceRow>();
        await foreach (var row in store.ListUnfinishedAsync(cancellation)) left.Add(row);

        var actors = new List<OrchestrationActor>();
        foreach (var row in left)
        {
            var actor = Actor(row, await store.ReadAsync(row.ExecutionId, cancellation));
            running[row.InstanceId] = actor;
            actors.Add(actor);
        }

        if (left.Count > 0) LogResumed(left.Count, string.Join(", ", left.Select(row => row.InstanceId)));
        foreach (var actor in actors) Begin(actor);
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(actor => actor.Running).Concat(work.Keys))
            .ContinueWith(_ => { }, cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Stores a new orchestration and starts it.</summary>
    /// <returns>False when one of that id is not over.</returns>
    public async Task<bool> CreateAsync(InstanceRow row, CancellationToken cancellation)
    {
        await creating.WaitAsync(cancellation);
        try
        {
            var before = await store.FindAsync(row.InstanceId, cancellation);
            // The same execution: an earlier try of this very call was stored, but its answer was lost.
            if (before is { IsOver: false } && before.ExecutionId != row.ExecutionId) return false;
            if (running.TryGetValue(row.InstanceId, out var last))
            {
                if (before is not { IsOver: true }) return false;
                // Its end is stored, and it is about to tell everybody.
                await last.Running;
            }

            if (before is { IsOver: true }) await store.DeleteHistoryAsync(before.ExecutionId, cancellation);
            await store.SaveAsync(row, cancellation);
            var actor = Actor(row, []);
            running[row.InstanceId] = actor;
            Begin(actor);
            return true;
        }
        finally
        {
            creating.Release();
        }
    }

    /// <summary>Tells a running orchestration something.</summary>
    /// <returns>False when none of that id runs.</returns>
    public async Task<bool> TellAsync(string instanceId, HistoryEvent happened)
    {
        OrchestrationActor? before = null;
        while (running.TryGetValue(instanceId, out var actor) && actor != before)
        {
            if (await actor.PostAsync(happened)) return true;
            // It ended meanwhile; if it has started over, the next execution is to hear it.
            before = actor;
        }

        stopping.Token.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>Completes when the orchestration ends; take it before looking whether it has ended already.</summary>
    public Task EndOf(string instanceId) =>
        endings.GetOrAdd(instanceId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Wakes whoever waits for an orchestration that turned out to have ended.</summary>
    public void ReleaseWaiters(string instanceId)
    {
        if (endings.TryRemove(instanceId, out var waiting)) waiting.TrySetResult();
    }

    public string NewExecutionId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public void CarryOut(OrchestrationActor actor, HistoryEvent decision)
    {
        switch (decision.Kind)
        {
            case HistoryKind.ActivityScheduled:
                Track(RunActivityAsync(actor, decision));
                break;
            case HistoryKind.TimerCreated:
                Track(RunTimerAsync(actor, decision));
                break;
            case HistoryKind.ChildStarted:
                Track(RunChildAsync(actor, actor.Row, decision));
                break;
            case HistoryKind.EventSent:
                var origin = $"{actor.Row.ExecutionId}#{decision.TaskId}";
                Track(TellAsync(decision.InstanceId!, new(HistoryKind.EventRaised, Now(), Name: decision.Name, Data: decision.Data, InstanceId: origin)));
                break;
        }
    }

    public void Continue(OrchestrationActor actor, List<HistoryEvent> history)
    {
        var next = Actor(actor.Row, history);
        running[actor.Row.InstanceId] = next;
        next.Start();
    }

    public void Ended(OrchestrationActor actor)
    {
        running.TryRemove(actor.Row.InstanceId, out _);
        ReleaseWaiters(actor.Row.InstanceId);
        if (actor.Row.ParentId is { } parent && running.TryGetValue(parent, out var caller) && caller.Row.ExecutionId == actor.Row.ParentExecutionId)
            _ = caller.PostAsync(ChildAnswer(actor.Row));
    }

    private async Task RunActivityAsync(OrchestrationActor actor, HistoryEvent decision)
    {
        var answer = await activities.RunAsync(decision, actor.Row.InstanceId, stopping.Token);
        await actor.PostAsync(answer);
    }

    private async Task RunTimerAsync(OrchestrationActor actor, HistoryEvent decision)
    {
        await WaitUntilAsync(decision.FireAt!.Value);
        await actor.PostAsync(new(HistoryKind.TimerFired, Now(), decision.TaskId));
    }

    /// <param name="actor">The parent.</param>
    /// <param name="parent">Its row when it decided; it may start over before the child is stored.</param>
    /// <param name="decision">The decision.</param>
    private async Task RunChildAsync(OrchestrationActor actor, InstanceRow parent, HistoryEvent decision)
    {
        var id = decision.InstanceId!;
        var storage = new StoragePatience(time, loggers.CreateLogger<StoragePatience>(), stopping.Token);
        var existing = await storage.UntilDoneAsync(id, () => store.FindAsync(id, stopping.Token));
        if (existing is not null && existing.ParentExecutionId == parent.ExecutionId && existing.ParentTaskId == decision.TaskId)
        {
            // Started before the restart: it answers when it ends, or ended while nobody was there to be told.
            if (existing.IsOver) await actor.PostAsync(ChildAnswer(existing));
            return;
        }

        var row = new InstanceRow(id, decision.Name!, NewExecutionId(), Now())
        {
            Input = decision.Data,
            ParentId = parent.InstanceId,
            ParentName = parent.Name,
            ParentExecutionId = parent.ExecutionId,
            ParentTaskId = decision.TaskId,
        };
        if (await storage.UntilDoneAsync(id, () => CreateAsync(row, stopping.Token))) return;
        var taken = new InvalidOperationException($"An orchestration with the id '{id}' is running already.");
        await actor.PostAsync(new(HistoryKind.ChildFailed, Now(), decision.TaskId, decision.Name, DurableJson.WriteFailure(taken)));
    }

    private HistoryEvent ChildAnswer(InstanceRow child)
    {
        if (child.Status == OrchestrationRuntimeStatus.Completed)
            return new(HistoryKind.ChildCompleted, Now(), child.ParentTaskId, child.Name, child.Output);
        var failure = child.Failure ?? DurableJson.WriteFailure(new InvalidOperationException($"The orchestration '{child.InstanceId}' was terminated."));
        return new(HistoryKind.ChildFailed, Now(), child.ParentTaskId, child.Name, failure);
    }

    private void Begin(OrchestrationActor actor)
    {
        if (actor.Row.StartAt is { } at && at > Now()) Track(StartLaterAsync(actor, at));
        else actor.Start();
    }

    private async Task StartLaterAsync(OrchestrationActor actor, DateTime at)
    {
        await WaitUntilAsync(at);
        actor.Start();
    }

    private async Task WaitUntilAsync(DateTime at)
    {
        while (at - Now() is { Ticks: > 0 } left)
            await Task.Delay(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1), time, stopping.Token);
    }

    private OrchestrationActor Actor(InstanceRow row, List<HistoryEvent> history)
    {
        var function = catalog.Find(row.Name);
        return new(row, history, function?.Trigger is OrchestrationTriggerAttribute ? function : null, store, this, time, loggers, stopping.Token);
    }

    /// <summary>Keeps hold of work in the background, so that a stop waits for it and a fault in it is seen.</summary>
    private void Track(Task task)
    {
        work[task] = 0;
        _ = task.ContinueWith(
            done =>
            {
                work.TryRemove(done, out _);
                if (done.IsFaulted && !stopping.IsCancellationRequested) LogCarryFailed(done.Exception!);
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    [LoggerMessage(9321, LogLevel.Information, "Going on with {Count} orchestrations that were running: {Ids}")]
    private partial void LogResumed(int count, string ids);

    [LoggerMessage(9322, LogLevel.Critical, "A decision of an orchestration could not be carried out; restart the host to try again")]
    private partial void LogCarryFailed(Exception e);
}
