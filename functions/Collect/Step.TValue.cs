namespace Pinstitch.Functions.Collect;

/// <summary>What an activity hands back: a value or a fault. Faults are values here too, so that the orchestrator decides about them.</summary>
public sealed record Step<TValue>(TValue? Value, Fault? Fault);
