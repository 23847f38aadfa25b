namespace Pinstitch.Attribute.DataDriven;

/// <summary>
/// How often journeys went from one state to the next: all that a Markov chain is fitted from. A state of order k is a
/// window of k touches; a path of fewer is one shorter window. A step that stays in its state is not counted: leaving
/// such steps out changes no probability of conversion and no removal effect. Counts of parts add up to those of the whole.
/// </summary>
public sealed class TransitionCounts
{
    private readonly long digits;
    private readonly long modulus;
    private readonly CountMap starts;
    private readonly CountMap steps;
    private readonly CountMap values;

    /// <param name="members">How many channels (or campaigns, ads) there are.</param>
    /// <param name="order">How many touches a state remembers, 1 to 4.</param>
    /// <param name="isFew">Whether it is for few paths: then nothing is set aside for each state that there could be.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order out of range, or more states than 2^62 can number.</exception>
    public TransitionCounts(int members, int order, bool isFew = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 4);
        Members = members;
        Order = order;
        digits = members + 1;
        var states = Int128.One;
        for (var place = 0; place < order; place++) states *= digits;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(states * (members + 2), (Int128)(1L << 62), nameof(members));
        modulus = (long)states;
        starts = new(modulus, isFew);
        steps = new(modulus * (members + 2), isFew);
        values = new(modulus, isFew);
    }

    public int Members { get; }

    public int Order { get; }

    /// <summary>Conversions of all paths.</summary>
    public long Conversions { get; private set; }

    /// <summary>Paths without a conversion.</summary>
    public long Nulls { get; private set; }

    /// <summary>Value of all conversions, in minor units.</summary>
    public long Value { get; private set; }

    /// <summary>Adds paths that are the same.</summary>
    /// <param name="path">Members in order of time; at least one.</param>
    /// <param name="conversions">How often it ended in a conversion.</param>
    /// <param name="value">What these were worth together.</param>
    /// <param name="nulls">How often it ended without.</param>
    public void Add(ReadOnlySpan<int> path, long conversions, long value, long nulls)
    {
        if (path.IsEmpty) return;
        var count = conversions + nulls;
        var state = 0L;
        var first = Math.Min(Order, path.Length);
        for (var touch = 0; touch < first; touch++) state = (state * digits) + path[touch] + 1;
        starts.Add(state, count);
        for (var touch = first; touch < path.Length; touch++)
        {
            var next = Order == 1 ? path[touch] + 1 : ((state * digits) + path[touch] + 1) % modulus;
            if (next == state) continue;
            steps.Add((state * (Members + 2)) + path[touch], count);
            state = next;
        }

        if (conversions != 0) steps.Add((state * (Members + 2)) + Members, conversions);
        if (nulls != 0) steps.Add((state * (Members + 2)) + Members + 1, nulls);
        if (value != 0) values.Add(state, value);
        Conversions += conversions;
        Nulls += nulls;
        Value += value;
    }

    /// <summary>Adds the counts of another part, or takes them away.</summary>
    public void Add(TransitionCounts other, int sign = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        if ((other.Members, other.Order) != (Members, Order)) throw new ArgumentException("The counts are of other members or another order.", nameof(other));
        starts.Add(other.starts, sign);
        steps.Add(other.steps, sign);
        values.Add(other.values, sign);
        Conversions += sign * other.Conversions;
        Nulls += sign * other.Nulls;
        Value += sign * other.Value;
    }

    /// <summary>States that paths begin in, with counts, in order of state.</summary>
    internal IEnumerable<(long State, long Count)> Starts => starts.Entries();

    /// <summary>Steps in order of state, then of what comes next: a member, <see cref="Members"/> for a conversion, one more for none.</summary>
    internal IEnumerable<(long State, int Next, long Count)> Steps =>
        steps.Entries().Select(entry => (entry.Number / (Members + 2), (int)(entry.Number % (Members + 2)), entry.Count));

    internal long ValueAt(long state) => values[state];

    internal long After(long state, int member) => ((state * digits) + member + 1) % modulus;

    /// <summary>A state's window without its last touch.</summary>
    internal long Head(long state) => state / digits;

    /// <summary>A state's window without its first touch: the head of all that come after it.</summary>
    internal long Tail(long state) => state % (modulus / digits);

    /// <summary>The members in a state's window.</summary>
    internal IEnumerable<int> MembersOf(long state)
    {
        for (; state > 0; state /= digits) yield return (int)(state % digits) - 1;
    }

    /// <summary>All counts as numbers, to hand over and add up elsewhere.</summary>
    public TransitionRows ToRows() => new(
        Order,
        starts.ToRows(),
        steps.ToRows(),
        values.ToRows(),
        Conversions,
        Nulls,
        Value);

    /// <summary>Adds counts that were handed over.</summary>
    /// <param name="rows">Made with the same members, or with fewer, or others that <paramref name="memberOf"/> translates.</param>
    /// <param name="members">How many members the rows were made with.</param>
    /// <param name="memberOf">The member here of each member there.</param>
    public void Add(TransitionRows rows, int members, ReadOnlySpan<int> memberOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Order != Order) throw new ArgumentException("The counts are of another order.", nameof(rows));
        for (var row = 0; row < rows.Starts.Length; row += 2) starts.Add(Translate(rows.Starts[row], members, memberOf), rows.Starts[row + 1]);
        for (var row = 0; row < rows.Values.Length; row += 2) values.Add(Translate(rows.Values[row], members, memberOf), rows.Values[row + 1]);
        for (var row = 0; row < rows.Steps.Length; row += 2)
        {
            var (state, next) = Math.DivRem(rows.Steps[row], members + 2L);
            var there = next < members ? memberOf[(int)next] : (int)next - members + Members;
            steps.Add((Translate(state, members, memberOf) * (Members + 2)) + there, rows.Steps[row + 1]);
        }

        Conversions += rows.Conversions;
        Nulls += rows.Nulls;
        Value += rows.Value;
    }

    private long Translate(long state, int members, ReadOnlySpan<int> memberOf)
    {
        var (there, place) = (0L, 1L);
        for (; state > 0; state /= members + 1L)
        {
            there += (memberOf[(int)(state % (members + 1L)) - 1] + 1) * place;
            place *= digits;
        }

        return there;
    }
}
