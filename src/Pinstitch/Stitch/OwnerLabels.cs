namespace Pinstitch.Stitch;

/// <summary>
/// Which person each identifier belongs to, as the place of the identifier that stands for the person. An identifier
/// belongs to the nearest person: those seen with a customer id first, then those seen with these, and so on. One that is
/// as near to two persons is shared and passes nothing on. Nothing depends on the order of edges, nor on time.
/// </summary>
/// <remarks>
/// A breadth-first search from all persons at once, over a list of edges instead of neighbour lists: each round goes over the edges
/// between identifiers that are still unknown, and these soon are few.
/// </remarks>
internal sealed class OwnerLabels(int[] labels, Column<GraphEdge> edges)
{
    /// <summary>Not known yet.</summary>
    public const int Unknown = -1;

    private const int FirstGuard = -2;
    private const int SharedNext = -64;

    /// <summary>Marks a label that counts from the next round on.</summary>
    private const int Next = 1 << 30;

    private readonly List<int> found = [];

    /// <summary>The label of an identifier that links nobody.</summary>
    public static int Held(Guard guard) => FirstGuard - (int)guard;

    /// <summary>Why an identifier links nobody; null for one that may.</summary>
    public static Guard? GuardOf(int label) => label <= FirstGuard ? (Guard)(FirstGuard - label) : null;

    /// <summary>
    /// Spreads the known labels over a range of edges; then makes those that no person reaches persons of their own,
    /// one for each connected group.
    /// </summary>
    public void Spread(int start, int end)
    {
        do
        {
            found.Clear();
            for (var place = start; place < end; place++)
            {
                ref readonly var edge = ref edges[place];
                var (a, b) = (labels[edge.A], labels[edge.B]);
                if (IsKnown(a)) Offer(edge.B, b, a);
                else if (IsKnown(b)) Offer(edge.A, a, b);
            }

            foreach (var node in found) labels[node] = labels[node] == SharedNext ? Held(Guard.SharedIdentifier) : labels[node] & ~Next;
            for (var place = start; place < end; place++)
            {
                ref var edge = ref edges[place];
                if (IsOpen(labels[edge.A], labels[edge.B])) continue;
                ref var first = ref edges[start++];
                (first, edge) = (edge, first);
            }
        }
        while (found.Count > 0);

        Join(start, end);
    }

    /// <summary>Identifiers of a class that are still unknown stand for themselves; edges between them join them.</summary>
    private void Join(int start, int end)
    {
        for (var place = start; place < end; place++)
        {
            ref readonly var edge = ref edges[place];
            var (one, two) = (Root(edge.A), Root(edge.B));
            if (one < two) labels[two] = one;
            else labels[one] = two;
        }
    }

    /// <summary>Points every identifier of some types straight at the one that stands for its person; one without any edge stands for itself.</summary>
    public void Settle(byte[] types, int lastType)
    {
        for (var node = 0; node < labels.Length; node++)
        {
            if (types[node] <= lastType && labels[node] >= Unknown) labels[node] = Root(node);
        }
    }

    private int Root(int node)
    {
        if (labels[node] == Unknown) labels[node] = node;
        while (labels[node] != node) node = labels[node] = labels[labels[node]];
        return node;
    }

    /// <summary>Whether an edge can still pass something on.</summary>
    private static bool IsOpen(int a, int b) => (a == Unknown && b >= Unknown) || (b == Unknown && a >= Unknown);

    private static bool IsKnown(int label) => label is >= 0 and < Next;

    private void Offer(int node, int label, int owner)
    {
        if (label == Unknown)
        {
            labels[node] = owner | Next;
            found.Add(node);
        }
        else if (label >= Next && label != (owner | Next))
        {
            labels[node] = SharedNext;
        }
    }
}
