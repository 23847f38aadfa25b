using System.Threading.Channels;
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
    private readonly StoragePatience storage = new(time, loggers.CreateLogger<StoragePatience>(), stopping);
    private readonly Channel<Message> inbox = Channel.CreateUnbounded<Message>(new() { SingleReader = true });
    private readonly HashSet<int> answered = [.. history.Where(item => item.IsAnswer).Select(item => item.TaskId)];
    private readonly HashSet<string> received = [.. history.Where(item => item.Kind == HistoryKind.EventRaised).Select(item => item.InstanceId).OfType<string>()];
    private int seen = history.Count;
    private volatile bool isNotDurable;
    private bool suspended = IsSuspended(history);

    public InstanceRow Row { get; private set; } = row;

    /// <summary>Completes when the execution has ended and that is stored.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Starts, or goes on from the history: runs a turn at once, and carries out again what has no answer yet.</summary>
    public void Start() => Running = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Hands over something that happened.</summary>
    /// <returns>Completes when it is in the history; false when the execution has ended without it.</returns>
    public Task<bool> PostAsync(HistoryEvent happened)
    {
        var message = new Message(happened, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!inbox.Writer.TryWrite(message)) message.Recorded.TrySetResult(false);
        return message.Recorded.Task;
    }

    private static bool IsSuspended(List<HistoryEvent> history) =>
        history.LastOrDefault(item => item.Kind is HistoryKind.Suspended or HistoryKind.Resumed)?.Kind == HistoryKind.Suspended;

    private async Task RunAsync()
    {
        try
        {
            if (history.Count == 0) await RecordAsync([new(HistoryKind.ExecutionStarted, Now(), Name: Row.Name)]);
            if (!await TurnAsync([.. Unanswered()])) await LoopAsync();
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
            while (inbox.Reader.TryRead(out var message)) message.Recorded.TrySetResult(false);
        }
    }

    private async Task LoopAsync()
    {
        var messages = new List<Message>();
        while (await inbox.Reader.WaitToReadAsync(stopping))
        {
            messages.Clear();
            while (messages.Count < 100 && inbox.Reader.TryRead(out var message)) messages.Add(message);
            var happened = messages.Select(message => message.Happened).OfType<HistoryEvent>().Where(IsNews).ToList();
            try
            {
                await RecordAsync(happened);
                foreach (var message in messages) message.Recorded.TrySetResult(true);
            }
            finally
            {
                foreach (var message in messages) message.Recorded.TrySetResult(false);
            }

            if ((happened.Count > 0 || isNotDurable) && await TurnAsync([])) return;
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

    /// <param name="unanswered">Decisions of before a restart that may not have been carried out, or not to the end.</param>
    /// <returns>Whether the execution has ended.</returns>
    private async Task<bool> TurnAsync(IReadOnlyList<HistoryEvent> unanswered)
    {
        if (history.FindLast(item => item.Kind == HistoryKind.Terminated) is { } terminated)
        {
            await EndAsync(new(HistoryKind.ExecutionCompleted, Now(), -1, nameof(OrchestrationRuntimeStatus.Terminated), terminated.Data), new([], Row.CustomStatus, []));
            return true;
        }

        if (history.Find(item => item.Kind is HistoryKind.ExecutionCompleted or HistoryKind.ContinuedAsNew) is { } ended)
        {
            // A kill came between this decision and what follows from it.
            CarryOut(unanswered);
            await EndAsync(ended, Decide());
            return true;
        }

        await NoteSuspensionAsync();
        if (suspended)
        {
            CarryOut(unanswered);
            return false;
        }

        var outcome = Decide();
        seen = history.Count;
        await RecordAsync(outcome.Decisions);
        if (outcome.Decisions is [.., { Kind: HistoryKind.ExecutionCompleted or HistoryKind.ContinuedAsNew } end])
        {
            CarryOut(outcome.Decisions);
            await EndAsync(end, outcome);
            return true;
        }

        if (Row.Status != OrchestrationRuntimeStatus.Running || Row.CustomStatus != outcome.CustomStatus)
            await SaveAsync(Row with { Status = OrchestrationRuntimeStatus.Running, CustomStatus = outcome.CustomStatus });
        CarryOut(unanswered.Concat(outcome.Decisions));
        return false;
    }

    private async Task NoteSuspensionAsync()
    {
        var isNow = IsSuspended(history);
        if (isNow == suspended && isNow == (Row.Status == OrchestrationRuntimeStatus.Suspended)) return;
        suspended = isNow;
        await SaveAsync(Row with { Status = suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running });
    }

    private void CarryOut(IEnumerable<HistoryEvent> decisions)
    {
        foreach (var decision in decisions) carrier.CarryOut(this, decision);
    }

    private IEnumerable<HistoryEvent> Unanswered() =>
        history.Where(item => item.IsDecision && (item.Kind == HistoryKind.EventSent || !answered.Contains(item.TaskId)));

    private TurnOutcome Decide()
    {
        if (isNotDurable) return Failed(new InvalidOperationException(OrchestratorTurn.NotDurable(Row.Name)));
        try
        {
            return function is null
                ? Failed(new InvalidOperationException($"There is no orchestrator '{Row.Name}' in this app."))
                : OrchestratorTurn.Run(function, Row, history, seen, strict: false, loggers, NoteNotDurable);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            LogNonDeterministic(e, Row.InstanceId);
            return Failed(e);
        }
    }

    /// <summary>The orchestrator's code went on after something that no history can replay: it would hang or go astray.</summary>
    private void NoteNotDurable()
    {
        isNotDurable = true;
        inbox.Writer.TryWrite(new(null, new()));
    }

    private TurnOutcome Failed(Exception e) => new(
        [new(HistoryKind.ExecutionCompleted, Now(), -1, nameof(OrchestrationRuntimeStatus.Failed), DurableJson.WriteFailure(e))],
        Row.CustomStatus,
        []);

    private async Task EndAsync(HistoryEvent end, TurnOutcome outcome)
    {
        if (end.Kind == HistoryKind.ContinuedAsNew)
        {
            var before = Row.ExecutionId;
            var next = Row with { ExecutionId = carrier.NewExecutionId(), Input = end.Data, CustomStatus = outcome.CustomStatus };
            var start = new List<HistoryEvent> { new(HistoryKind.ExecutionStarted, Now(), Name: Row.Name) };
            start.AddRange(outcome.KeptEvents.Select(kept => new HistoryEvent(HistoryKind.EventRaised, Now(), Name: kept.Name, Data: kept.Data)));
            await storage.UntilDoneAsync(Row.InstanceId, () => store.AppendAsync(next.ExecutionId, 0, start, stopping));
            await SaveAsync(next);
            await storage.UntilDoneAsync(Row.InstanceId, () => store.DeleteHistoryAsync(before, stopping));
            carrier.Continue(this, start);
            return;
        }

        var status = Enum.Parse<OrchestrationRuntimeStatus>(end.Name!);
        var failed = status == OrchestrationRuntimeStatus.Failed;
        await SaveAsync(Row with { Status = status, CustomStatus = outcome.CustomStatus, Output = failed ? null : end.Data, Failure = failed ? end.Data : null });
        if (failed) LogFailed(Row.InstanceId, Row.Name, end.Data ?? string.Empty);
        carrier.Ended(this);
    }

    private async Task RecordAsync(IReadOnlyList<HistoryEvent> events)
    {
        if (events.Count == 0) return;
        await storage.UntilDoneAsync(Row.InstanceId, () => store.AppendAsync(Row.ExecutionId, history.Count, events, stopping));
        history.AddRange(events);
    }

    private async Task SaveAsync(InstanceRow changed)
    {
        var stored = changed with { UpdatedAt = Now() };
        await storage.UntilDoneAsync(Row.InstanceId, () => store.SaveAsync(stored, stopping));
        Row = stored;
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    [LoggerMessage(9301, LogLevel.Error, "Orchestration {InstanceId} is not deterministic")]
    private partial void LogNonDeterministic(Exception e, string instanceId);

    [LoggerMessage(9302, LogLevel.Error, "Orchestration {InstanceId} ({Name}) failed: {Failure}")]
    private partial void LogFailed(string instanceId, string name, string failure);

    [LoggerMessage(9304, LogLevel.Critical, "Orchestration {InstanceId} is stuck on a fault of the host's own; it goes on from its history when the host is restarted")]
    private partial void LogStuck(Exception e, string instanceId);

    private sealed record Message(HistoryEvent? Happened, TaskCompletionSource<bool> Recorded);
}
