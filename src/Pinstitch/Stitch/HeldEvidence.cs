using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Goes over the edges once more when the persons are known: what was held, and who had shared identifiers when.</summary>
public sealed class HeldEvidence(PersonMap persons)
{
    private readonly Dictionary<(Identifier, Identifier), HeldEdge> held = [];
    private readonly Dictionary<Identifier, List<Sighting>> sightings = [];

    /// <summary>How many pairs each guard rail holds.</summary>
    public IEnumerable<KeyValuePair<Guard, long>> Counts => Guards.All.Select(guard => KeyValuePair.Create(guard, held.Values.LongCount(item => item.Guard == guard)));

    public void Add(IdentityEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        if (persons.GuardOf(edge.A, edge.B) is not { } guard) return;
        var key = (edge.A, edge.B);
        if (!held.TryGetValue(key, out var known) || Compare(edge, known.Edge) < 0) held[key] = new(edge, guard);
        if (guard != Guard.SharedIdentifier) return;
        See(edge.A, edge.B, edge);
        See(edge.B, edge.A, edge);
    }

    /// <summary>Held pairs with their earliest evidence, in order of time.</summary>
    public IEnumerable<HeldEdge> Edges() => held.Values.Order(Comparer<HeldEdge>.Create((one, two) => Compare(one.Edge, two.Edge)));

    /// <summary>Who had each shared identifier when.</summary>
    public IReadOnlyDictionary<Identifier, Ownership> Owners() => sightings.ToDictionary(item => item.Key, item => Ownership.From(item.Value));

    private void See(Identifier shared, Identifier owner, IdentityEdge edge)
    {
        if (persons.Find(shared).Guard != Guard.SharedIdentifier || persons.Find(owner) is not { Guard: null } found || !owner.Type.IsStrong()) return;
        if (!sightings.TryGetValue(shared, out var list)) sightings[shared] = list = [];
        var time = edge.FirstSeen.ToUnixTimeSeconds();
        list.Add(new(time, time, found.Person));
    }

    private static int Compare(IdentityEdge one, IdentityEdge two)
    {
        var byTime = one.FirstSeen.CompareTo(two.FirstSeen);
        if (byTime != 0) return byTime;
        var byPair = (one.A, one.B).CompareTo((two.A, two.B));
        return byPair != 0 ? byPair : string.CompareOrdinal(one.EventId, two.EventId);
    }
}
