namespace Pinstitch.Attribute.DataDriven;

/// <summary>The counts of one draw of the bootstrap.</summary>
public sealed record ReplicateRows(TransitionRows Transitions, long[] Shapley)
{
    internal ReplicateRows Plus(ReplicateRows other) => new(Transitions.Plus(other.Transitions), CountRows.Sum(Shapley, other.Shapley, 3));
}
