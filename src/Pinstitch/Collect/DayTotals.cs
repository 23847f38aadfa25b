namespace Pinstitch.Collect;

/// <summary>What a report says of one day, before it is published.</summary>
/// <param name="Rows">Rows of the day.</param>
/// <param name="SpendMicros">Their spend.</param>
/// <param name="Numbers">Hash over keys and numbers that does not depend on the order of rows or columns, nor on names.</param>
public readonly record struct DayTotals(long Rows, long SpendMicros, ulong Numbers)
{
    public static DayTotals operator +(DayTotals one, DayTotals two) =>
        new(one.Rows + two.Rows, one.SpendMicros + two.SpendMicros, unchecked(one.Numbers + two.Numbers));
}
