using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Names persons after their oldest identifier: the one in the person's earliest edge. So of two persons that
/// become one the older keeps its name, and so does the older part when a person is split.
/// </summary>
/// <remarks>
/// "Earliest" is by the night in which an edge became known, then by time: a late event changes no name. A shared identifier still
/// names its first owner, so that nobody is renamed when somebody else uses the device.
/// </remarks>
internal static class PersonNames
{
    private const int None = -1;

    /// <summary>For each identifier that stands for a person, the place of the one that it is named after; -1 for a person of one identifier, named after itself.</summary>
    /// <param name="edges">All edges.</param>
    /// <param name="labels">Label of each identifier.</param>
    /// <param name="table">The identifiers.</param>
    /// <param name="earliest">Room for the result.</param>
    public static int[] Find(Column<GraphEdge> edges, int[] labels, IdentifierTable table, int[] earliest)
    {
        var firstOwners = FirstOwners(edges, labels, table);
        Array.Fill(earliest, None);
        for (var place = 0; place < edges.Count; place++)
        {
            ref readonly var edge = ref edges[place];
            var (a, b) = (labels[edge.A], labels[edge.B]);
            var person = a == b ? a
                : a < 0 && IsFirst(firstOwners, edge.A, b) ? b
                : b < 0 && IsFirst(firstOwners, edge.B, a) ? a
                : None;
            if (person < 0) continue;
            if (earliest[person] == None || Compare(edge, edges[earliest[person]], table) < 0) earliest[person] = place;
        }

        for (var node = 0; node < earliest.Length; node++)
        {
            if (earliest[node] != None) earliest[node] = Elder(edges[earliest[node]], table);
        }

        return earliest;
    }

    public static bool IsUnique(byte type) => type == (byte)IdentifierType.CustomerId;

    public static int Compare(in GraphEdge one, in GraphEdge two, IdentifierTable table)
    {
        var byNight = one.Night.CompareTo(two.Night);
        if (byNight != 0) return byNight;
        var byTime = one.Time.CompareTo(two.Time);
        if (byTime != 0) return byTime;
        var (first, second) = (table[Elder(one, table)], table[Elder(two, table)]);
        var byRank = Rank(first.Type).CompareTo(Rank(second.Type));
        return byRank != 0 ? byRank : first.CompareTo(second);
    }

    /// <summary>Of the two identifiers of an edge, the one that a person would be named after.</summary>
    public static int Elder(in GraphEdge edge, IdentifierTable table)
    {
        var (a, b) = (table[edge.A], table[edge.B]);
        var byRank = Rank(a.Type).CompareTo(Rank(b.Type));
        return (byRank != 0 ? byRank : a.CompareTo(b)) <= 0 ? edge.A : edge.B;
    }

    /// <summary>A browser was there before its user logged in, mostly without being seen with anything else.</summary>
    private static int Rank(IdentifierType type) => type is IdentifierType.AnonymousId or IdentifierType.DeviceId ? (int)type - 100 : (int)type;

    private static bool IsFirst(Dictionary<int, GraphEdge> firstOwners, int shared, int owner) =>
        owner >= 0 && firstOwners.TryGetValue(shared, out var edge) && edge.B == owner;

    /// <summary>For each shared identifier the person it was first seen with, as an edge to the one that stands for the person.</summary>
    private static Dictionary<int, GraphEdge> FirstOwners(Column<GraphEdge> edges, int[] labels, IdentifierTable table)
    {
        var shared = OwnerLabels.Held(Guard.SharedIdentifier);
        var first = new Dictionary<int, (GraphEdge Edge, int Owner)>();
        void Offer(int node, int owner, in GraphEdge edge)
        {
            var towards = edge with { A = node, B = owner };
            if (!first.TryGetValue(node, out var known) || IsBefore(towards, known.Edge, table)) first[node] = (towards, labels[owner]);
        }

        for (var place = 0; place < edges.Count; place++)
        {
            ref readonly var edge = ref edges[place];
            if (labels[edge.A] == shared && IsStrong(edge.B, labels, table)) Offer(edge.A, edge.B, edge);
            if (labels[edge.B] == shared && IsStrong(edge.A, labels, table)) Offer(edge.B, edge.A, edge);
        }

        return first.ToDictionary(item => item.Key, item => item.Value.Edge with { B = item.Value.Owner });
    }

    private static bool IsStrong(int node, int[] labels, IdentifierTable table) => labels[node] >= 0 && table[node].Type.IsStrong();

    private static bool IsBefore(in GraphEdge one, in GraphEdge two, IdentifierTable table)
    {
        var byTime = (one.Night, one.Time).CompareTo((two.Night, two.Time));
        return byTime != 0 ? byTime < 0 : table[one.B] < table[two.B];
    }
}
