using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>What stitching came to: the person of each identifier, and what guard rails have held.</summary>
public sealed class LinkedPersons
{
    private readonly IdentifierTable table;
    private readonly Column<GraphEdge> edges;
    private readonly int[] labels;
    private readonly int[] names;
    private readonly IdentityRules rules;

    internal LinkedPersons(IdentifierTable table, Column<GraphEdge> edges, int[] labels, int[] names, IdentityRules rules, long excludedEdges)
    {
        (this.table, this.edges, this.labels, this.names, this.rules) = (table, edges, labels, names, rules);
        ExcludedEdges = excludedEdges;
    }

    /// <summary>Identifiers, each once; with those that a rule has joined to another one.</summary>
    public int Count => labels.Length;

    /// <summary>Edges that a rule has taken out.</summary>
    public long ExcludedEdges { get; }

    /// <summary>Every identifier with its person, or with the guard rail that keeps it by itself. In no particular order.</summary>
    public IEnumerable<LinkedIdentifier> All
    {
        get
        {
            for (var node = 0; node < labels.Length; node++) yield return At(node, table[node]);
            var heads = Heads();
            foreach (var (self, head) in rules.Aliases)
            {
                if (heads.TryGetValue(head.Key, out var node)) yield return At(node, self);
            }
        }
    }

    /// <summary>Edges that join nothing, with the guard rail that holds them; counted once an edge.</summary>
    internal IEnumerable<(GraphEdge Edge, Guard Guard)> Held
    {
        get
        {
            for (var place = 0; place < edges.Count; place++)
            {
                var edge = edges[place];
                if (GuardOf(edge) is { } guard) yield return (edge, guard);
            }
        }
    }

    /// <summary>The person of an identifier; null for one that was in no edge. Only after <c>Link(forLookup: true)</c>.</summary>
    public LinkedIdentifier? Find(Identifier identifier) => table.Find(rules.Head(identifier).Key) is >= 0 and var node ? At(node, identifier) : null;

    /// <summary>Why an edge joins nothing; null for one that does. Only after <c>Link(forLookup: true)</c>.</summary>
    public Guard? GuardOf(Identifier one, Identifier two)
    {
        if (rules.Excluded.Contains((one.Key, two.Key))) return Guard.Excluded;
        var (a, b) = (table.Find(rules.Head(one).Key), table.Find(rules.Head(two).Key));
        return a < 0 || b < 0 ? null : GuardOf(new GraphEdge(a, b, 0, 0));
    }

    /// <summary>How many edges each guard rail holds.</summary>
    public IReadOnlyDictionary<Guard, long> HeldEdges()
    {
        var counts = new long[Guards.All.Count];
        for (var page = 0; page < edges.Pages; page++)
        {
            foreach (ref readonly var edge in edges.Page(page))
            {
                if (GuardOf(edge) is { } guard) counts[(int)guard]++;
            }
        }

        counts[(int)Guard.Excluded] += ExcludedEdges;
        return Guards.All.ToDictionary(guard => guard, guard => counts[(int)guard]);
    }

    /// <summary>
    /// How many identifiers and persons there are. Hubs are left out: one stands in all clusters that it touches, and whoever joins these counts it once.
    /// What a list takes out is nobody's from the start, and counts nowhere.
    /// </summary>
    public PersonCounts Counts()
    {
        var (marks, held) = (new PersonMarks[labels.Length], new long[Guards.All.Count]);
        var identifiers = 0L;
        for (var node = 0; node < labels.Length; node++) identifiers += Mark(node, table.Type(node), marks, held);
        var heads = Heads();
        foreach (var (self, head) in rules.Aliases)
        {
            if (heads.TryGetValue(head.Key, out var node)) identifiers += Mark(node, self.Type, marks, held);
        }

        var (persons, known, devices) = (0, 0, 0);
        foreach (var mark in marks)
        {
            if (mark == 0) continue;
            persons++;
            if ((mark & PersonMarks.Known) != 0) known++;
            if ((mark & PersonMarks.Devices) != 0) devices++;
        }

        return new(identifiers, persons, known, devices, held);
    }

    /// <summary>How many persons there are, those of a single identifier included.</summary>
    public int Persons()
    {
        var persons = 0;
        for (var node = 0; node < labels.Length; node++)
        {
            if (labels[node] == node) persons++;
        }

        return persons;
    }

    internal Identifier Identifier(int node) => table[node];

    /// <summary>The place that stands for the identifier's person; negative for one that is held.</summary>
    internal int Label(int node) => labels[node];

    internal UInt128 Person(int label) => PersonIds.Of(table[names[label] < 0 ? label : names[label]]);

    /// <summary>Notes an identifier of a person.</summary>
    /// <returns>How many identifiers it counts for: none when it is alone, on a list or a hub.</returns>
    private int Mark(int node, IdentifierType type, PersonMarks[] marks, long[] held)
    {
        if (OwnerLabels.GuardOf(labels[node]) is { } guard)
        {
            if (guard <= Guard.Hub) return 0;
            held[(int)guard]++;
            return 1;
        }

        if (names[labels[node]] < 0) return 0;
        ref var mark = ref marks[labels[node]];
        mark |= PersonMarks.Any;
        if (type.IsStrong()) mark |= PersonMarks.Known;
        else if (type is IdentifierType.AnonymousId or IdentifierType.DeviceId) mark |= (mark & PersonMarks.Device) == 0 ? PersonMarks.Device : PersonMarks.Devices;
        return 1;
    }

    private LinkedIdentifier At(int node, Identifier identifier) => OwnerLabels.GuardOf(labels[node]) is { } guard
        ? new(identifier, PersonIds.Alone(identifier), guard, IsAlone: true)
        : new(identifier, Person(labels[node]), null, names[labels[node]] < 0);

    private Guard? GuardOf(in GraphEdge edge)
    {
        var (a, b) = (labels[edge.A], labels[edge.B]);
        if (a >= 0 && a == b) return null;
        if (a < 0 || b < 0) return (Guard)Math.Min((int)(OwnerLabels.GuardOf(a) ?? Guard.OtherPerson), (int)(OwnerLabels.GuardOf(b) ?? Guard.OtherPerson));
        return table[edge.A].Type.IsStrong() && table[edge.B].Type.IsStrong() ? Guard.UniqueId : Guard.OtherPerson;
    }

    private Dictionary<UInt128, int> Heads()
    {
        var wanted = rules.Aliases.Select(item => item.Head.Key).ToHashSet();
        var places = new Dictionary<UInt128, int>();
        if (wanted.Count == 0) return places;
        for (var node = 0; node < labels.Length; node++)
        {
            if (wanted.Contains(table.Key(node))) places[table.Key(node)] = node;
        }

        return places;
    }
}
