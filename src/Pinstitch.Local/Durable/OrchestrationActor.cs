using System.Threading.Channels;
using Azure;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Durable;

/// <summary>
/// One running orchestration. Everything that happens to it goes through its inbox and is dealt with in order: written to
/// the history first, then told to the orchestrator, then what that decides is written, and only then carried out. A kill
/// between any two of these leaves a history from which the next start goes on.
/// </summary>
internal sealed partial class OrchestrationActor(
    InstanceRow row,
    List<HistoryEvent> history,
    FunctionEntry? function,
    HistoryStore store,
    IDecisionCarrier carrier,
    TimeProvider time,
    ILoggerFactory loggers,
    CancellationToken stopping)
{
    private readonly ILogger logger = loggers.CreateLogger<OrchestrationActor>();
    private readonly Channel<Message> inbox = Channel.CreateUnbounded<Message>(new() { SingleReader = true });
    private readonly HashSet<int> answered = [.. history.Where(item => item.IsAnswer).Select(item => item.TaskId)];
    private readonly HashSet<string> received = [.. history.Where(item => item.Kind == HistoryKind.EventRaised).Select(item => item.InstanceId).OfType<string>()];
    private int seen = history.Count;
    private bool suspended = IsSuspended(history);

    public InstanceRow Row { get; private set; } = row;

    /// <summary>Completes when the execution has ended and that is stored.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Starts, or goes on from the history: runs a turn at once, and carries out again what has no answer yet.</summary>
    public void Start() => Running = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Hands over something that happened; completes when it is in the history.</summary>
    public Task PostAsync(HistoryEvent happened)
    {
        var message = new Message(happened, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!inbox.Writer.TryWrite(message)) message.Recorded.TrySetResult();
        return message.Recorded.Task;
    }

    private static bool IsSuspended(List<HistoryEvent> history) =>
        history.LastOrDefault(item => item.Kind is HistoryKind.Suspended or HistoryKind.Resumed)?.Kind == HistoryKind.Suspended;

    private async Task RunAsync()
    {
        try
        {
            if (history.Count == 0) await RecordAsync([new(HistoryKind.ExecutionStarted, Now(), Name: Row.Name)]);
            if (!await TurnAsync(carryOutAgain: true)) await LoopAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; the next one goes on from the history.
        }
        catch (Exception e)
        {
            LogStuck(e, Row.InstanceId);
        }
        finally
        {
            inbox.Writer.TryComplete();
            while (inbox.Reader.TryRead(out var message)) message.Recorded.TrySetResult();
        }
    }

    private async Task LoopAsync()
    {
        var messages = new List<Message>();
        while (await inbox.Reader.WaitToReadAsync(stopping))
        {
            messages.Clear();
            while (messages.Count < 100 && inbox.Reader.TryRead(out var message)) messages.Add(message);
            var happened = messages.Select(message => message.Happened).Where(IsNews).ToList();
            await RecordAsync(happened);
            foreach (var message in messages) message.Recorded.TrySetResult();
            if (happened.Count > 0 && await TurnAsync(carryOutAgain: false)) return;
        }
    }

    /// <summary>
    /// Whether it is told for the first time: after a restart activities and children may answer twice, and events that
    /// orchestrations send each other may come twice (those name their sender and its decision).
    /// </summary>
    private bool IsNews(HistoryEvent happened) => happened switch
    {
        { IsAnswer: true } => answered.Add(happened.TaskId),
        { Kind: HistoryKind.EventRaised, InstanceId: { } origin } => received.Add(origin),
        _ => true,
    };

    /// <returns>Whether the execution has ended.</returns>
    private async Task<bool> TurnAsync(bool carryOutAgain)
    {
        if (history.FindLast(item => item.Kind == HistoryKind.Terminated) is { } terminated)
        {
            await EndAsync(new(HistoryKind.ExecutionCompleted, Now(), -1, nameof(OrchestrationRuntimeStatus.Terminated), terminated.Data), []);
            return true;
        }

        if (history.Find(item => item.Kind is HistoryKind.ExecutionCompleted or HistoryKind.ContinuedAsNew) is { } ended)
        {
            // A kill came between this decision and what follows from it.
            await EndAsync(ended, Decide().KeptEvents);
            return true;
        }

        if (IsSuspended(history) != suspended || (suspended && Row.Status != OrchestrationRuntimeStatus.Suspended))
        {
            suspended = IsSuspended(history);
            await SaveAsync(Row with { Status = suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running });
        }

        if (suspended) return false;
        var outcome = Decide();
        seen = history.Count;
        var unanswered = carryOutAgain ? Unanswered().ToList() : [];
        await RecordAsync(outcome.Decisions);
        if (outcome.Decisions is [.., { Kind: HistoryKind.ExecutionCompleted or HistoryKind.ContinuedAsNew } end])
        {
            foreach (var decision in outcome.Decisions) carrier.CarryOut(this, decision);
            await EndAsync(end, outcome.KeptEvents);
            return true;
        }

        if (Row.Status != OrchestrationRuntimeStatus.Running || Row.CustomStatus != outcome.CustomStatus)
            await SaveAsync(Row with { Status = OrchestrationRuntimeStatus.Running, CustomStatus = outcome.CustomStatus });
        foreach (var decision in unanswered.Concat(outcome.Decisions)) carrier.CarryOut(this, decision);
        return false;
    }

    private IEnumerable<HistoryEvent> Unanswered() =>
        history.Where(item => item.IsDecision && (item.Kind == HistoryKind.EventSent || !answered.Contains(item.TaskId)));

    private TurnOutcome Decide()
    {
        try
        {
            return function is null
                ? Failed(new InvalidOperationException($"There is no orchestrator '{Row.Name}' in this app."))
                : OrchestratorTurn.Run(function, Row, history, seen, strict: false, loggers);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            LogNonDeterministic(e, Row.InstanceId);
            return Failed(e);
        }
    }

    private TurnOutcome Failed(Exception e) => new(
        [new(HistoryKind.ExecutionCompleted, Now(), -1, nameof(OrchestrationRuntimeStatus.Failed), DurableJson.Write(TaskFailureDetails.FromException(e), "The failure"))],
        Row.CustomStatus,
        []);

    private async Task EndAsync(HistoryEvent end, IReadOnlyList<(string Name, string? Data)> keptEvents)
    {
        if (end.Kind == HistoryKind.ContinuedAsNew)
        {
            var before = Row.ExecutionId;
            var next = Row with { ExecutionId = carrier.NewExecutionId(), Input = end.Data, UpdatedAt = Now() };
            var start = new List<HistoryEvent> { new(HistoryKind.ExecutionStarted, Now(), Name: Row.Name) };
            start.AddRange(keptEvents.Select(kept => new HistoryEvent(HistoryKind.EventRaised, Now(), Name: kept.Name, Data: kept.Data)));
            await UntilStoredAsync(() => store.AppendAsync(next.ExecutionId, 0, start, stopping));
            await SaveAsync(next);
            await UntilStoredAsync(() => store.DeleteHistoryAsync(before, stopping));
            carrier.Continue(this, start);
            return;
        }

        var status = Enum.Parse<OrchestrationRuntimeStatus>(end.Name!);
        var failed = status == OrchestrationRuntimeStatus.Failed;
        await SaveAsync(Row with { Status = status, Output = failed ? null : end.Data, Failure = failed ? end.Data : null });
        if (failed) LogFailed(Row.InstanceId, Row.Name, end.Data ?? string.Empty);
        carrier.Ended(this);
    }

    private async Task RecordAsync(IReadOnlyList<HistoryEvent> events)
    {
        if (events.Count == 0) return;
        await UntilStoredAsync(() => store.AppendAsync(Row.ExecutionId, history.Count, events, stopping));
        history.AddRange(events);
    }

    private async Task SaveAsync(InstanceRow changed)
    {
        var stored = changed with { UpdatedAt = Now() };
        await UntilStoredAsync(() => store.SaveAsync(stored, stopping));
        Row = stored;
    }

    /// <summary>Storage that fails is waited for: an orchestration must not be lost over it.</summary>
    private async Task UntilStoredAsync(Func<Task> write)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or IOException && !stopping.IsCancellationRequested)
            {
                LogStorage(e, Row.InstanceId, tries);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(tries, 30)), time, stopping);
            }
        }
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    [LoggerMessage(9301, LogLevel.Error, "Orchestration {InstanceId} is not deterministic")]
    private partial void LogNonDeterministic(Exception e, string instanceId);

    [LoggerMessage(9302, LogLevel.Error, "Orchestration {InstanceId} ({Name}) failed: {Failure}")]
    private partial void LogFailed(string instanceId, string name, string failure);

    [LoggerMessage(9303, LogLevel.Warning, "Orchestration {InstanceId} waits for storage, try {Tries}")]
    private partial void LogStorage(Exception e, string instanceId, int tries);

    [LoggerMessage(9304, LogLevel.Critical, "Orchestration {InstanceId} is stuck on a fault of the host's own; it goes on from its history when the host is restarted")]
    private partial void LogStuck(Exception e, string instanceId);

    private sealed record Message(HistoryEvent Happened, TaskCompletionSource Recorded);
}
