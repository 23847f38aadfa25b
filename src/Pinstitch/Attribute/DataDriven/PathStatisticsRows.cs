namespace Pinstitch.Attribute.DataDriven;

/// <summary>The statistics of one part, to hand over.</summary>
/// <param name="Level">Level.</param>
/// <param name="Members">Names; numbers in the rows are places in it.</param>
/// <param name="Transitions">For the chain.</param>
/// <param name="Shapley">Triples of size × members + member, conversions, value.</param>
/// <param name="Assists">By member.</param>
/// <param name="Replicates">The same counts for each draw of the bootstrap.</param>
public sealed record PathStatisticsRows(
    string Level,
    IReadOnlyList<string> Members,
    TransitionRows Transitions,
    IReadOnlyList<long> Shapley,
    IReadOnlyList<Assists> Assists,
    IReadOnlyList<ReplicateRows> Replicates);
