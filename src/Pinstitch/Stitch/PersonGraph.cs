using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Finds persons among identifiers that were seen together, under guard rails, by deterministic evidence only. The
/// same edges give the same persons and the same ids, in whatever order they come (docs/stitch.md).
/// </summary>
public sealed class PersonGraph
{
    private readonly GuardRails guards;
    private readonly IdentityRules rules;
    private readonly IdentifierTable table;
    private readonly Column<GraphEdge> edges = new();
    private int[] places = new int[2];
    private long excluded;

    /// <param name="guards">Limits.</param>
    /// <param name="rules">Lists.</param>
    /// <param name="expected">How many identifiers are to be expected; a wrong number costs time, no more.</param>
    public PersonGraph(GuardRails guards, IdentityRules rules, int expected = 0)
    {
        this.guards = guards;
        this.rules = rules;
        table = new(expected);
    }

    public int Identifiers => table.Count;

    public int Edges => edges.Count;

    /// <param name="one">An identifier.</param>
    /// <param name="two">Another one that was seen with it.</param>
    /// <param name="time">When first, in seconds since 1970.</param>
    /// <param name="night">Which night's run learned of it.</param>
    public void Add(Identifier one, Identifier two, uint time, ushort night = 0)
    {
        if (rules.HasEdgeRules)
        {
            if (rules.Excluded.Contains((one.Key, two.Key)))
            {
                excluded++;
                return;
            }

            (one, two) = (rules.Head(one), rules.Head(two));
        }

        if (one.Key == two.Key) return;
        table.Intern([one.Key, two.Key], [(byte)one.Type, (byte)two.Type], places);
        edges.Add(new(places[0], places[1], time, night));
    }

    /// <summary>Adds many edges at once, which is faster.</summary>
    /// <param name="keys">Two for each edge.</param>
    /// <param name="types">Two for each edge.</param>
    /// <param name="times">One for each edge, in seconds since 1970.</param>
    /// <param name="night">Which night's run learned of them.</param>
    public void Add(ReadOnlySpan<UInt128> keys, ReadOnlySpan<byte> types, ReadOnlySpan<uint> times, ushort night)
    {
        if (rules.HasEdgeRules)
        {
            for (var edge = 0; edge < times.Length; edge++)
                Add(new((IdentifierType)types[2 * edge], keys[2 * edge]), new((IdentifierType)types[(2 * edge) + 1], keys[(2 * edge) + 1]), times[edge], night);
            return;
        }

        if (places.Length < keys.Length) places = new int[keys.Length];
        table.Intern(keys, types, places);
        for (var edge = 0; edge < times.Length; edge++)
        {
            var (a, b) = (places[2 * edge], places[(2 * edge) + 1]);
            if (a != b) edges.Add(new(a, b, times[edge], night));
        }
    }

    public void Add(IdentityEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        Add(edge.A, edge.B, (uint)Math.Clamp(edge.FirstSeen.ToUnixTimeSeconds(), 0, uint.MaxValue));
    }

    /// <summary>Finds the persons. The graph is used up by it.</summary>
    /// <param name="forLookup">Whether identifiers are to be looked up in the result; without it less memory is needed.</param>
    public LinkedPersons Link(bool forLookup = false)
    {
        var types = table.Types();
        var labels = Start(types);
        if (!forLookup) table.Close();
        // One array serves three steps: at ten million identifiers each would cost forty megabytes.
        var scratch = new int[types.Length];
        NeighbourLimits.Apply(edges, types, labels, guards, scratch);
        UniqueAliases.Join(edges, table, types, labels);
        var owners = new OwnerLabels(labels, edges);
        var weak = StrongFirst(types);
        SpreadStrong(owners, types, labels, weak);
        owners.Spread(weak, edges.Count);
        owners.Settle(types, byte.MaxValue);
        PersonSizes.Apply(edges, types, labels, table, guards.MostIdentifiers, scratch);
        return new(table, edges, labels, PersonNames.Find(edges, labels, table, scratch), rules, excluded);
    }

    private void SpreadStrong(OwnerLabels owners, byte[] types, int[] labels, int weak)
    {
        var unique = new UniqueTypes(guards, edges);
        var start = unique.Any ? (int[])labels.Clone() : [];
        do
        {
            if (unique.Any) start.CopyTo(labels, 0);
            owners.Spread(0, weak);
            owners.Settle(types, (int)IdentifierType.OrderId);
        }
        while (unique.Any && unique.Hold(types, labels, start));
    }

    /// <summary>Customer ids stand for their persons; what is on a list links nobody; the rest is open.</summary>
    private int[] Start(byte[] types)
    {
        var labels = new int[types.Length];
        for (var node = 0; node < labels.Length; node++) labels[node] = PersonNames.IsUnique(types[node]) ? node : OwnerLabels.Unknown;
        foreach (var (key, guard) in rules.Cut)
        {
            if (table.Find(key) is >= 0 and var node) labels[node] = OwnerLabels.Held(guard);
        }

        return labels;
    }

    /// <summary>Puts the edges between strong identifiers first.</summary>
    /// <returns>Where the others begin.</returns>
    private int StrongFirst(byte[] types)
    {
        var start = 0;
        for (var place = 0; place < edges.Count; place++)
        {
            ref var edge = ref edges[place];
            if (types[edge.A] > (byte)IdentifierType.OrderId || types[edge.B] > (byte)IdentifierType.OrderId) continue;
            ref var first = ref edges[start++];
            (first, edge) = (edge, first);
        }

        return start;
    }
}
