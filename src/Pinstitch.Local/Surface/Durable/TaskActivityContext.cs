namespace Pinstitch.Local;

/// <summary>What an activity can know about the orchestration that called it.</summary>
public abstract class TaskActivityContext
{
    public abstract TaskName Name { get; }

    public abstract string InstanceId { get; }
}
