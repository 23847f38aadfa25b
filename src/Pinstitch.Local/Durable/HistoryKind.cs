namespace Pinstitch.Local.Durable;

/// <summary>
/// What an orchestration's history is made of: what reached the orchestrator from outside, and what it decided. The
/// names are stored; adding one is safe, renaming one is not.
/// </summary>
internal enum HistoryKind
{
    // From outside.
    ExecutionStarted,
    ActivityCompleted,
    ActivityFailed,
    TimerFired,
    ChildCompleted,
    ChildFailed,
    EventRaised,
    Suspended,
    Resumed,
    Terminated,

    // Decided.
    ActivityScheduled,
    TimerCreated,
    ChildStarted,
    EventSent,
    ContinuedAsNew,
    ExecutionCompleted,
}
