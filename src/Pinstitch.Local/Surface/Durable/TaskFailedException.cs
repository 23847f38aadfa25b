namespace Pinstitch.Local;

/// <summary>Thrown in an orchestrator when an activity or sub-orchestration failed for good.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails?.ErrorMessage}")
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    public string TaskName { get; }

    /// <summary>The place of the call in the orchestration's history.</summary>
    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }
}
