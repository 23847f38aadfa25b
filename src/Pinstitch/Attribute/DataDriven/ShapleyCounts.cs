namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// Conversions by member and by how many distinct members their paths had: all that the Shapley value of the game
/// v(S) = conversions of the paths within S needs, since it is an equal split over each path's distinct members. Exact,
/// one pass, any number of members; it does not look at paths without a conversion.
/// </summary>
/// <param name="members">How many members there are.</param>
public sealed class ShapleyCounts(int members)
{
    private readonly List<long[]> conversions = [];
    private readonly List<long[]> values = [];
    private readonly int[] seen = new int[members];
    private readonly List<int> distinct = [];
    private int paths;

    /// <param name="path">Members in any order.</param>
    /// <param name="count">How often it converted; below 0 to take it away.</param>
    /// <param name="value">What that was worth together, in minor units.</param>
    public void Add(ReadOnlySpan<int> path, long count, long value)
    {
        if (path.IsEmpty || (count == 0 && value == 0)) return;
        distinct.Clear();
        paths++;
        foreach (var member in path)
        {
            if (seen[member] == paths) continue;
            seen[member] = paths;
            distinct.Add(member);
        }

        while (conversions.Count < distinct.Count)
        {
            conversions.Add(new long[members]);
            values.Add(new long[members]);
        }

        var (ofCount, ofValue) = (conversions[distinct.Count - 1], values[distinct.Count - 1]);
        foreach (var member in distinct)
        {
            ofCount[member] += count;
            ofValue[member] += value;
        }
    }

    public void Add(ShapleyCounts other, int sign = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        while (conversions.Count < other.conversions.Count)
        {
            conversions.Add(new long[members]);
            values.Add(new long[members]);
        }

        for (var size = 0; size < other.conversions.Count; size++)
        {
            for (var member = 0; member < members; member++)
            {
                conversions[size][member] += sign * other.conversions[size][member];
                values[size][member] += sign * other.values[size][member];
            }
        }
    }

    /// <summary>All counts as triples of (size − 1) × members + member, conversions and value, to hand over.</summary>
    public long[] ToRows()
    {
        var rows = new List<long>();
        for (var size = 0; size < conversions.Count; size++)
        {
            for (var member = 0; member < members; member++)
            {
                if ((conversions[size][member] | values[size][member]) != 0) rows.AddRange([((long)size * members) + member, conversions[size][member], values[size][member]]);
            }
        }

        return [.. rows];
    }

    /// <summary>Adds counts that were handed over.</summary>
    /// <param name="rows">As <see cref="ToRows"/> made them.</param>
    /// <param name="memberOf">The member here of each member there.</param>
    public void Add(long[] rows, ReadOnlySpan<int> memberOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        for (var row = 0; row < rows.Length; row += 3)
        {
            var (size, member) = Math.DivRem((int)rows[row], memberOf.Length);
            while (conversions.Count <= size)
            {
                conversions.Add(new long[members]);
                values.Add(new long[members]);
            }

            conversions[size][memberOf[member]] += rows[row + 1];
            values[size][memberOf[member]] += rows[row + 2];
        }
    }

    /// <summary>Conversions credited to each member; they sum to all conversions.</summary>
    public double[] Conversions() => Credit(conversions);

    /// <summary>Minor units credited to each member, not rounded; they sum to all value.</summary>
    public double[] Values() => Credit(values);

    private double[] Credit(List<long[]> counts)
    {
        var credit = new double[members];
        for (var member = 0; member < members; member++)
        {
            for (var size = counts.Count; size > 0; size--) credit[member] += (double)counts[size - 1][member] / size;
        }

        return credit;
    }
}
