namespace Pinstitch.Attribute.Engine;

/// <summary>Orders in columns, by person and then in order of time.</summary>
/// <param name="persons">Whose, as a place in the touch table.</param>
/// <param name="times">When placed, in milliseconds since the touch table's epoch.</param>
/// <param name="values">What there is to give credit for, in minor units.</param>
public sealed class OrderTable(int[] persons, long[] times, long[] values)
{
    public int[] Persons { get; } = persons;

    public long[] Times { get; } = times;

    public long[] Values { get; } = values;

    public int Count => Persons.Length;
}
