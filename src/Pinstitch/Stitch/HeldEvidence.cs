using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Goes over the edges once more when the persons are known: which pairs were held, each with its earliest evidence.</summary>
/// <param name="persons">Whose every identifier is.</param>
public sealed class HeldEvidence(PersonMap persons)
{
    private readonly Dictionary<(Identifier, Identifier), HeldEdge> held = [];

    public void Add(IdentityEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        if (persons.GuardOf(edge.A, edge.B) is not { } guard) return;
        var key = (edge.A, edge.B);
        if (!held.TryGetValue(key, out var known) || Compare(edge, known.Edge) < 0) held[key] = new(edge, guard);
    }

    /// <summary>Held pairs with their earliest evidence, in order of time.</summary>
    public IEnumerable<HeldEdge> Edges() => held.Values.Order(Comparer<HeldEdge>.Create((one, two) => Compare(one.Edge, two.Edge)));

    private static int Compare(IdentityEdge one, IdentityEdge two)
    {
        var byTime = one.FirstSeen.CompareTo(two.FirstSeen);
        if (byTime != 0) return byTime;
        var byPair = (one.A, one.B).CompareTo((two.A, two.B));
        return byPair != 0 ? byPair : string.CompareOrdinal(one.EventId, two.EventId);
    }
}
