using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Pinstitch.Local.Durable;

/// <summary>
/// The context that an orchestrator's code sees during a turn. Each call becomes a numbered decision; as long as the
/// history holds decisions, they are compared, and after that they are new.
/// </summary>
internal sealed class OrchestratorContext(InstanceRow instance, IReadOnlyList<HistoryEvent> recorded, bool strict, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    private readonly Dictionary<int, TaskCompletionSource<string?>> pending = [];
    private readonly ExternalEvents events = new();
    private readonly List<HistoryEvent> made = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private NonDeterministicOrchestrationException? wrong;
    private int decisions;
    private int guids;
    private DateTime now;

    public override TaskName Name { get; } = instance.Name;

    public override string InstanceId => instance.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        instance.ParentId is null ? null : new(instance.ParentName!, instance.ParentId);

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => Replaying;

    public bool Replaying { get; set; }

    public string? CustomStatus { get; private set; } = instance.CustomStatus;

    /// <summary>Set when the orchestrator asked to start over: the new input, and whether kept events go along.</summary>
    public (string? Input, bool KeepEvents)? Continuation { get; private set; }

    /// <summary>Events that nobody has waited for, unless the orchestrator starts over without them.</summary>
    public IReadOnlyList<(string Name, string? Data)> KeptEvents => Continuation is { KeepEvents: false } ? [] : events.Kept;

    /// <summary>Decisions that the history does not hold yet.</summary>
    public IReadOnlyList<HistoryEvent> Made => made;

    public bool WaitsForSomethingDurable => pending.Count > 0 || events.HasWaiters;

    protected override ILoggerFactory LoggerFactory => loggers;

    /// <summary>Tells the orchestrator what happened.</summary>
    public void Apply(HistoryEvent happened)
    {
        // Answers can be recorded in another order than they were stamped; time never goes back.
        if (happened.At > now) now = happened.At;
        if (happened.Kind == HistoryKind.EventRaised)
        {
            events.Raise(happened.Name!, happened.Data);
            return;
        }

        if (!happened.IsAnswer || !pending.Remove(happened.TaskId, out var task)) return;
        if (happened.Kind is HistoryKind.ActivityFailed or HistoryKind.ChildFailed)
        {
            var failure = (TaskFailureDetails)DurableJson.Read(happened.Data, typeof(TaskFailureDetails))!;
            task.TrySetException(new TaskFailedException(happened.Name ?? string.Empty, happened.TaskId, failure));
        }
        else
        {
            task.TrySetResult(happened.Data);
        }
    }

    /// <summary>Numbers and records a decision, or compares it with the one that the history holds in its place.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The history holds another.</exception>
    public int Decide(HistoryKind kind, string? name = null, string? data = null, DateTime? fireAt = null, string? instanceId = null)
    {
        if (Environment.CurrentManagedThreadId != thread) throw new InvalidOperationException(OrchestratorTurn.NotDurable(instance.Name));
        var decision = new HistoryEvent(kind, now, decisions++, name, data, fireAt, instanceId);
        if (decision.TaskId >= recorded.Count)
        {
            made.Add(decision);
            return decision.TaskId;
        }

        var before = recorded[decision.TaskId];
        if (!decision.IsSameDecision(before) || (strict && !decision.HasSameContent(before))) throw wrong ??= NotAgain($"decided {decision}", before);
        return decision.TaskId;
    }

    /// <exception cref="NonDeterministicOrchestrationException">A decision was another than in the history; thrown here too, because an orchestrator may catch it.</exception>
    public void CheckDecisions()
    {
        if (wrong is not null) throw wrong;
    }

    /// <exception cref="NonDeterministicOrchestrationException">The history holds a decision that was not taken again.</exception>
    public void CheckAllTaken()
    {
        CheckDecisions();
        if (decisions < recorded.Count) throw NotAgain("stopped", recorded[decisions]);
    }

    private NonDeterministicOrchestrationException NotAgain(string did, HistoryEvent before) => new(
        $"Orchestration '{InstanceId}' ({instance.Name}) {did} where its history says {before}. " +
        "Orchestrators may depend on their context and inputs only, and code that instances are still running must not change.");

    public override T? GetInput<T>()
        where T : default => (T?)DurableJson.Read(instance.Input, typeof(T));

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (input is TaskOptions && options is null) throw new ArgumentException("TaskOptions were given as the activity's input; pass them as options.", nameof(input));
        var data = DurableJson.Write(input, $"The input of activity '{name}'");
        return CallAsync<TResult>(options, () => Expect(Decide(HistoryKind.ActivityScheduled, name, data)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var data = DurableJson.Write(input, $"The input of orchestration '{orchestratorName}'");
        return CallAsync<TResult>(options, () =>
        {
            var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
            return Expect(Decide(HistoryKind.ChildStarted, orchestratorName, data, instanceId: id));
        });
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = Decide(HistoryKind.TimerCreated, fireAt: fireAt.ToUniversalTime());
        var task = Expect(id);
        cancellationToken.Register(() =>
        {
            if (pending.Remove(id, out var timer)) timer.TrySetCanceled(cancellationToken);
        });
        return task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        var data = await events.Wait(eventName, cancellationToken);
        return (T)DurableJson.Read(data, typeof(T))!;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        Decide(HistoryKind.EventSent, eventName, DurableJson.Write(payload, $"The event '{eventName}'"), instanceId: instanceId);

    public override void SetCustomStatus(object? customStatus) => CustomStatus = DurableJson.Write(customStatus, "The custom status");

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Continuation = (DurableJson.Write(newInput, "The new input"), preserveUnprocessedEvents);

    public override Guid NewGuid()
    {
        var seed = $"{instance.ExecutionId}|{now:O}|{guids++}";
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    private Task<string?> Expect(int decision)
    {
        var task = new TaskCompletionSource<string?>();
        pending.Add(decision, task);
        return task.Task;
    }

    private async Task<TResult> CallAsync<TResult>(TaskOptions? options, Func<Task<string?>> call)
    {
        var policy = options?.Retry?.Policy;
        var began = now;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (TResult)DurableJson.Read(await call(), typeof(TResult))!;
            }
            catch (TaskFailedException) when (policy is not null && attempt < policy.MaxNumberOfAttempts)
            {
                var pause = Pause(policy, attempt);
                if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && now + pause - began > policy.RetryTimeout) throw;
                await CreateTimer(now + pause, CancellationToken.None);
            }
        }
    }

    private static TimeSpan Pause(RetryPolicy policy, int attempt)
    {
        var pause = policy.FirstRetryInterval * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return policy.MaxRetryInterval != Timeout.InfiniteTimeSpan && pause > policy.MaxRetryInterval ? policy.MaxRetryInterval : pause;
    }
}
