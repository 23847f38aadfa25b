namespace Pinstitch.Local;

/// <summary>Options of a termination.</summary>
/// <param name="Output">What to record as the output.</param>
/// <param name="Recursive">Also terminate sub-orchestrations.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
