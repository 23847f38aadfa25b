namespace Pinstitch.Local;

/// <summary>Options of a purge.</summary>
/// <param name="Recursive">Also purge sub-orchestrations.</param>
public record PurgeInstanceOptions(bool Recursive = false);
