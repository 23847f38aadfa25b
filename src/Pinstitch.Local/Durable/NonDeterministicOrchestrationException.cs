namespace Pinstitch.Local.Durable;

/// <summary>
/// An orchestrator did not take the way again that its history records: it depends on something besides its context, or
/// its code was changed while it ran.
/// </summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
