using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Finds persons: connected components of identifiers under guard rails, by deterministic evidence only. The same edges
/// give the same persons in whatever order they come.
/// </summary>
/// <remarks>
/// Two passes. First the strong identifiers (customer, mail, phone, CRM, order) are joined; then the others. A browser, device or
/// click that touches two strong persons is shared: it joins nobody and belongs to nobody (facts/identity.md §4, where the
/// rule was measured). A person has one customer id.
/// </remarks>
public sealed class PersonGraph
{
    private readonly GuardRails guards;
    private readonly List<IdentityEdge> edges;
    private readonly List<Identifier> nodes;
    private readonly Dictionary<Identifier, int> places;
    private readonly int[] parent;
    private readonly int[] size;
    private readonly int[] customer;
    private readonly List<HeldMerge> held = [];

    private PersonGraph(IEnumerable<IdentityEdge> all, GuardRails guards)
    {
        this.guards = guards;
        edges = Distinct(all);
        nodes = [.. edges.SelectMany(edge => new[] { edge.A, edge.B }).Distinct().Order()];
        places = nodes.Select((node, place) => (node, place)).ToDictionary(item => item.node, item => item.place);
        parent = [.. Enumerable.Range(0, nodes.Count)];
        size = new int[nodes.Count];
        Array.Fill(size, 1);
        customer = [.. nodes.Select((node, place) => node.Type == IdentifierType.CustomerId ? place : -1)];
    }

    public static Persons Link(IEnumerable<IdentityEdge> edges, GuardRails guards)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(guards);
        return new PersonGraph(edges, guards).Link();
    }

    private Persons Link()
    {
        foreach (var edge in edges.Where(edge => edge.A.Type.IsStrong() && edge.B.Type.IsStrong())) Join(edge);
        var shared = Shared();
        foreach (var edge in edges.Where(edge => !edge.A.Type.IsStrong() || !edge.B.Type.IsStrong()))
        {
            if (shared.Contains(Place(edge.A)) || shared.Contains(Place(edge.B))) held.Add(new(edge, "shared_identifier"));
            else Join(edge);
        }

        return new(Name(shared), held);
    }

    /// <summary>The earliest edge of each pair; sorted by time, then by the pair.</summary>
    private static List<IdentityEdge> Distinct(IEnumerable<IdentityEdge> all) =>
    [
        .. all.GroupBy(edge => (edge.A, edge.B))
            .Select(pair => pair.OrderBy(edge => edge.FirstSeen).ThenBy(edge => edge.EventId, StringComparer.Ordinal).First())
            .OrderBy(edge => edge.FirstSeen)
            .ThenBy(edge => edge.A)
            .ThenBy(edge => edge.B),
    ];

    /// <summary>Weak identifiers that touch more than one strong person.</summary>
    private HashSet<int> Shared()
    {
        var owners = new Dictionary<int, int>();
        var shared = new HashSet<int>();
        foreach (var edge in edges.Where(edge => edge.A.Type.IsStrong() && !edge.B.Type.IsStrong()))
        {
            var (owner, weak) = (Root(Place(edge.A)), Place(edge.B));
            if (owners.TryGetValue(weak, out var first) && first != owner) shared.Add(weak);
            else owners[weak] = owner;
        }

        return shared;
    }

    private void Join(IdentityEdge edge)
    {
        var (one, two) = (Root(Place(edge.A)), Root(Place(edge.B)));
        if (one == two) return;
        if (customer[one] >= 0 && customer[two] >= 0)
        {
            held.Add(new(edge, "unique_customer_id"));
            return;
        }

        if (size[one] + size[two] > guards.MostIdentifiers)
        {
            held.Add(new(edge, "person_size"));
            return;
        }

        var (root, child) = one < two ? (one, two) : (two, one);
        parent[child] = root;
        size[root] += size[child];
        customer[root] = Math.Max(customer[root], customer[child]);
    }

    /// <summary>Each person is named after the identifier that was seen first.</summary>
    private Dictionary<Identifier, UInt128> Name(HashSet<int> shared)
    {
        var anchors = new Dictionary<int, Identifier>();
        foreach (var edge in edges)
        {
            foreach (var node in new[] { edge.A, edge.B })
                anchors.TryAdd(Root(Place(node)), node);
        }

        return nodes
            .Select((node, place) => (node, place))
            .Where(item => !shared.Contains(item.place))
            .ToDictionary(item => item.node, item => Persons.PersonId(anchors[Root(item.place)]));
    }

    private int Place(Identifier identifier) => places[identifier];

    private int Root(int node)
    {
        while (parent[node] != node) node = parent[node] = parent[parent[node]];
        return node;
    }
}
