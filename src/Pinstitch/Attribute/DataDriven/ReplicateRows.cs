namespace Pinstitch.Attribute.DataDriven;

/// <summary>The counts of one draw of the bootstrap.</summary>
public sealed record ReplicateRows(TransitionRows Transitions, IReadOnlyList<long> Shapley);
