namespace Pinstitch.Attribute.DataDriven;

/// <summary>The statistics of one part, to hand over.</summary>
/// <param name="Level">Level.</param>
/// <param name="Members">Names; numbers in the rows are places in it.</param>
/// <param name="Transitions">For the chain.</param>
/// <param name="Shapley">Triples of size × members + member, conversions, value, in order of the first.</param>
/// <param name="Assists">By member.</param>
/// <param name="Replicates">The same counts for each draw of the bootstrap.</param>
public sealed record PathStatisticsRows(
    string Level,
    IReadOnlyList<string> Members,
    TransitionRows Transitions,
    long[] Shapley,
    IReadOnlyList<Assists> Assists,
    IReadOnlyList<ReplicateRows> Replicates)
{
    /// <summary>With those of another part, of the same members.</summary>
    internal PathStatisticsRows Plus(PathStatisticsRows other) => new(
        Level,
        Members,
        Transitions.Plus(other.Transitions),
        CountRows.Sum(Shapley, other.Shapley, 3),
        [.. Assists.Select((assists, member) => assists.Plus(other.Assists[member]))],
        [.. Replicates.Select((replicate, place) => replicate.Plus(other.Replicates[place]))]);
}
