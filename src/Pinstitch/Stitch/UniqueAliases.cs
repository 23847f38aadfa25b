namespace Pinstitch.Stitch;

/// <summary>
/// Joins unique identifiers that an edge says are one. No event names two of them, so such an edge comes from a change of the pseudonyms'
/// key: it is one customer number under two keys, and stands for one person, under the smaller of its identifiers.
/// </summary>
internal static class UniqueAliases
{
    public static void Join(Column<GraphEdge> edges, IdentifierTable table, byte[] types, int[] labels)
    {
        for (var page = 0; page < edges.Pages; page++)
        {
            foreach (ref readonly var edge in edges.Page(page))
            {
                if (types[edge.A] != types[edge.B] || !PersonNames.IsUnique(types[edge.A]) || labels[edge.A] < 0 || labels[edge.B] < 0) continue;
                var (one, two) = (Root(labels, edge.A), Root(labels, edge.B));
                if (table[one] < table[two]) labels[two] = one;
                else labels[one] = two;
            }
        }

        for (var node = 0; node < labels.Length; node++)
        {
            if (labels[node] >= 0 && labels[node] != node) labels[node] = Root(labels, node);
        }
    }

    private static int Root(int[] labels, int node)
    {
        while (labels[node] != node) node = labels[node] = labels[labels[node]];
        return node;
    }
}
