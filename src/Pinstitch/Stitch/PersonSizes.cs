namespace Pinstitch.Stitch;

/// <summary>Keeps persons within the largest size: those nearest to the customer id, or to the oldest identifier, stay.</summary>
internal static class PersonSizes
{
    /// <summary>Labels what is beyond.</summary>
    /// <param name="edges">All edges.</param>
    /// <param name="types">Type of each identifier.</param>
    /// <param name="labels">Label of each identifier.</param>
    /// <param name="table">The identifiers.</param>
    /// <param name="most">The largest size.</param>
    /// <param name="scratch">Room for a number of each identifier.</param>
    public static void Apply(Column<GraphEdge> edges, byte[] types, int[] labels, IdentifierTable table, int most, int[] scratch)
    {
        var large = Large(labels, most, scratch);
        if (large.Count == 0) return;
        foreach (var (root, inner) in Inner(edges, labels, large))
        {
            foreach (var node in ByDistance(root, inner, types, table).Skip(most)) labels[node] = OwnerLabels.Held(Guard.PersonSize);
            // The identifier that stands for a person without a customer id may be among those that go.
            if (labels[root] != root) Rename(root, inner, labels);
        }
    }

    private static HashSet<int> Large(int[] labels, int most, int[] sizes)
    {
        Array.Clear(sizes);
        foreach (var label in labels)
        {
            if (label >= 0) sizes[label]++;
        }

        var large = new HashSet<int>();
        for (var node = 0; node < sizes.Length; node++)
        {
            if (sizes[node] > most) large.Add(node);
        }

        return large;
    }

    private static Dictionary<int, List<GraphEdge>> Inner(Column<GraphEdge> edges, int[] labels, HashSet<int> large)
    {
        var inner = large.Order().ToDictionary(root => root, _ => new List<GraphEdge>());
        for (var place = 0; place < edges.Count; place++)
        {
            ref readonly var edge = ref edges[place];
            var label = labels[edge.A];
            if (label >= 0 && label == labels[edge.B] && large.Contains(label)) inner[label].Add(edge);
        }

        return inner;
    }

    private static IEnumerable<int> ByDistance(int root, List<GraphEdge> inner, byte[] types, IdentifierTable table)
    {
        var neighbours = inner.SelectMany(edge => new[] { (From: edge.A, To: edge.B), (From: edge.B, To: edge.A) }).ToLookup(edge => edge.From, edge => edge.To);
        var first = PersonNames.IsUnique(types[root]) ? root : PersonNames.Elder(inner.Min(Comparer<GraphEdge>.Create((one, two) => PersonNames.Compare(one, two, table))), table);
        var distances = new Dictionary<int, int> { [first] = 0 };
        var queue = new Queue<int>([first]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var neighbour in neighbours[node])
            {
                if (distances.TryAdd(neighbour, distances[node] + 1)) queue.Enqueue(neighbour);
            }
        }

        return distances.OrderBy(item => item.Value).ThenBy(item => table[item.Key]).Select(item => item.Key);
    }

    private static void Rename(int root, List<GraphEdge> inner, int[] labels)
    {
        var members = inner.SelectMany(edge => new[] { edge.A, edge.B }).Distinct().Where(node => labels[node] == root).ToList();
        foreach (var node in members) labels[node] = members[0];
    }
}
