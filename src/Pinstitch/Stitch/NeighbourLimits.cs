using System.Runtime.InteropServices;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Finds hubs, and identifiers that were seen with too many mail addresses or phones. Whether an identifier is one depends on its own
/// edges alone.
/// </summary>
internal static class NeighbourLimits
{
    private const int Others = 1;
    private const int Emails = 1 << 16;
    private const int Phones = 1 << 24;

    /// <summary>Labels them.</summary>
    /// <param name="edges">All edges.</param>
    /// <param name="types">Type of each identifier.</param>
    /// <param name="labels">Label of each identifier.</param>
    /// <param name="guards">The limits.</param>
    /// <param name="scratch">Room for a number of each identifier.</param>
    public static void Apply(Column<GraphEdge> edges, byte[] types, int[] labels, GuardRails guards, int[] scratch)
    {
        var over = Candidates(edges, types, labels, guards, scratch);
        if (over.Count == 0) return;
        // Edges may repeat a pair, so those that have too many edges are looked at again by distinct neighbours.
        var pairs = new List<(int Node, int Neighbour)>();
        for (var place = 0; place < edges.Count; place++)
        {
            ref readonly var edge = ref edges[place];
            if (over.ContainsKey(edge.A) && Counts(labels[edge.B])) pairs.Add((edge.A, edge.B));
            if (over.ContainsKey(edge.B) && Counts(labels[edge.A])) pairs.Add((edge.B, edge.A));
        }

        pairs.Sort();
        for (var start = 0; start < pairs.Count;)
        {
            var (node, last, counts) = (pairs[start].Node, -1, default(NeighbourCounts));
            for (; start < pairs.Count && pairs[start].Node == node; start++)
            {
                if (pairs[start].Neighbour == last) continue;
                last = pairs[start].Neighbour;
                counts.Add(Unit(types[last]));
            }

            var isShared = counts.Emails > guards.MostEmails || counts.Phones > guards.MostPhones;
            if (IsHub(types[node], counts.Others, isShared, guards)) over[node] = Guard.Hub;
            else if (isShared) over[node] = Guard.SharedIdentifier;
        }

        foreach (var (node, guard) in over)
        {
            if (guard is { } found) labels[node] = OwnerLabels.Held(found);
        }
    }

    /// <summary>Whether a neighbour of this type makes an identifier more of a hub: orders and clicks are many by their nature.</summary>
    public static bool CountsForHub(IdentifierType type) => Unit((byte)type) != 0;

    /// <summary>
    /// Whether an identifier has too many neighbours. Good customers use more browsers than a hub may have; but a customer id that many mail addresses or
    /// phones stand with is the till's or that of all guests, and so is one with more neighbours than a person may have identifiers.
    /// </summary>
    public static bool IsHub(byte type, int neighbours, bool isShared, GuardRails guards) =>
        neighbours > (PersonNames.IsUnique(type) && !isShared ? Math.Max(guards.MostNeighbours, guards.MostIdentifiers) : guards.MostNeighbours);

    /// <summary>Identifiers with more edges than a limit allows neighbours.</summary>
    private static Dictionary<int, Guard?> Candidates(Column<GraphEdge> edges, byte[] types, int[] labels, GuardRails guards, int[] scratch)
    {
        var counts = MemoryMarshal.Cast<int, NeighbourCounts>(scratch.AsSpan());
        counts.Clear();
        for (var page = 0; page < edges.Pages; page++)
        {
            foreach (ref readonly var edge in edges.Page(page))
            {
                var (a, b) = (Unit(types[edge.A]), Unit(types[edge.B]));
                counts[edge.A].Add(b);
                counts[edge.B].Add(a);
            }
        }

        var over = new Dictionary<int, Guard?>();
        for (var node = 0; node < counts.Length; node++)
        {
            if (OwnerLabels.GuardOf(labels[node]) is not null) continue;
            var isShared = counts[node].Emails > guards.MostEmails || counts[node].Phones > guards.MostPhones;
            if (isShared || IsHub(types[node], counts[node].Others, isShared, guards)) over.Add(node, null);
        }

        return over;
    }

    /// <summary>What a list has taken out is nobody's neighbour; a hub is, whether it is known to be one already or not.</summary>
    private static bool Counts(int label) => label >= OwnerLabels.Unknown || OwnerLabels.GuardOf(label) == Guard.Hub;

    private static int Unit(byte type) => (IdentifierType)type switch
    {
        IdentifierType.Email => Others + Emails,
        IdentifierType.Phone => Others + Phones,
        IdentifierType.CustomerId or IdentifierType.CrmId or IdentifierType.AnonymousId or IdentifierType.DeviceId => Others,
        _ => 0,
    };

    /// <summary>Three counts in one number; each stops where it is full.</summary>
    private struct NeighbourCounts
    {
        private uint packed;

        public readonly int Others => (int)(packed & 0xFFFF);

        public readonly int Emails => (int)((packed >> 16) & 0xFF);

        public readonly int Phones => (int)(packed >> 24);

        public void Add(int unit)
        {
            if (Others == 0xFFFF || (unit >= NeighbourLimits.Phones ? Phones : unit >= NeighbourLimits.Emails ? Emails : 0) == 0xFF) return;
            packed += (uint)unit;
        }
    }
}
