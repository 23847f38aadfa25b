namespace Pinstitch.Local;

/// <summary>Options of a new orchestration.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null) =>
        (this.InstanceId, this.StartAt) = (InstanceId, StartAt);

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InstanceId, StartAt) = (options.InstanceId, options.StartAt);
    }

    /// <summary>The id; drawn at random when null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Not before this instant; at once when null.</summary>
    public DateTimeOffset? StartAt { get; init; }
}
