namespace Pinstitch.Attribute.DataDriven;

/// <summary>Transition counts as pairs of number and count, for storage.</summary>
/// <param name="Order">Touches that a state remembers.</param>
/// <param name="Starts">First states.</param>
/// <param name="Steps">State × (members + 2) + what comes next.</param>
/// <param name="Values">Minor units by last state.</param>
/// <param name="Conversions">Conversions of all paths.</param>
/// <param name="Nulls">Paths without.</param>
/// <param name="Value">Minor units of all conversions.</param>
public sealed record TransitionRows(
    int Order,
    IReadOnlyList<long> Starts,
    IReadOnlyList<long> Steps,
    IReadOnlyList<long> Values,
    long Conversions,
    long Nulls,
    long Value);
