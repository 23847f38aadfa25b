namespace Pinstitch.Local.Durable;

/// <summary>One entry of a history.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it was recorded, UTC. For what came from outside this is the time that the orchestrator sees.</param>
/// <param name="TaskId">Number of the decision that it is, or that it answers; -1 for neither.</param>
/// <param name="Name">Of the activity, orchestrator or event; the outcome for <see cref="HistoryKind.ExecutionCompleted"/>.</param>
/// <param name="Data">JSON: input, output, failure, payload.</param>
/// <param name="FireAt">When a timer is due, UTC.</param>
/// <param name="InstanceId">The other orchestration: child, or receiver of an event.</param>
internal sealed record HistoryEvent(
    HistoryKind Kind,
    DateTime At,
    int TaskId = -1,
    string? Name = null,
    string? Data = null,
    DateTime? FireAt = null,
    string? InstanceId = null)
{
    public bool IsDecision => Kind >= HistoryKind.ActivityScheduled;

    /// <summary>Whether this answers a decision.</summary>
    public bool IsAnswer => Kind
        is HistoryKind.ActivityCompleted or HistoryKind.ActivityFailed
        or HistoryKind.TimerFired
        or HistoryKind.ChildCompleted or HistoryKind.ChildFailed;

    /// <summary>Whether the same decision was taken: a replay must come to the same ones in the same order.</summary>
    public bool IsSameDecision(HistoryEvent other) =>
        (Kind, TaskId, Name, InstanceId) == (other.Kind, other.TaskId, other.Name, other.InstanceId);

    /// <summary>Whether the same decision carries the same data. Of a failure the stack is left out: it changes with optimisation.</summary>
    public bool HasSameContent(HistoryEvent other) =>
        FireAt == other.FireAt && (Data == other.Data || (Failure() is { } failure && failure == other.Failure()));

    private string? Failure() => (Kind, Name) == (HistoryKind.ExecutionCompleted, nameof(OrchestrationRuntimeStatus.Failed))
        ? ((TaskFailureDetails)DurableJson.Read(Data, typeof(TaskFailureDetails))!).ToString()
        : null;

    public override string ToString() => $"#{TaskId} {Kind} {Name}";
}
