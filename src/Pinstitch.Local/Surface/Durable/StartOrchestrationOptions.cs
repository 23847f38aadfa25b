namespace Pinstitch.Local;

/// <summary>Options of a new orchestration.</summary>
/// <param name="InstanceId">The id; drawn at random when null.</param>
/// <param name="StartAt">Not before this instant; at once when null.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null);
