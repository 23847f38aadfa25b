namespace Pinstitch.Local;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationRuntimeStatus
{
    Running,
    Completed,

    /// <summary>Kept because stored numbers depend on the order; a continued instance shows as running.</summary>
    ContinuedAsNew,
    Failed,
    Canceled,
    Terminated,
    Pending,
    Suspended,
}
