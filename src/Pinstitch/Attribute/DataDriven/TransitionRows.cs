namespace Pinstitch.Attribute.DataDriven;

/// <summary>Transition counts as pairs of number and count, in order of number, for storage.</summary>
/// <param name="Order">Touches that a state remembers.</param>
/// <param name="Starts">First states.</param>
/// <param name="Steps">State × (members + 2) + what comes next.</param>
/// <param name="Values">Minor units by last state.</param>
/// <param name="Conversions">Conversions of all paths.</param>
/// <param name="Nulls">Paths without.</param>
/// <param name="Value">Minor units of all conversions.</param>
public sealed record TransitionRows(
    int Order,
    long[] Starts,
    long[] Steps,
    long[] Values,
    long Conversions,
    long Nulls,
    long Value)
{
    /// <summary>With those of another part, of the same members.</summary>
    internal TransitionRows Plus(TransitionRows other) => new(
        Order,
        CountRows.Sum(Starts, other.Starts, 2),
        CountRows.Sum(Steps, other.Steps, 2),
        CountRows.Sum(Values, other.Values, 2),
        Conversions + other.Conversions,
        Nulls + other.Nulls,
        Value + other.Value);
}
