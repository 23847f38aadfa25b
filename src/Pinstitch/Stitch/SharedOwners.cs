using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Goes over the edges once more when the persons are known: who had shared identifiers when.</summary>
/// <param name="persons">Whose every identifier is.</param>
public sealed class SharedOwners(PersonMap persons)
{
    private readonly Dictionary<Identifier, List<Sighting>> sightings = [];

    public void Add(IdentityEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        if (persons.GuardOf(edge.A, edge.B) != Guard.SharedIdentifier) return;
        See(edge.A, edge.B, edge);
        See(edge.B, edge.A, edge);
    }

    /// <summary>Who had each shared identifier when.</summary>
    public IReadOnlyDictionary<Identifier, Ownership> Find() => sightings.ToDictionary(item => item.Key, item => Ownership.From(item.Value));

    private void See(Identifier shared, Identifier owner, IdentityEdge edge)
    {
        if (persons.Find(shared).Guard != Guard.SharedIdentifier || persons.Find(owner) is not { Guard: null } found || !owner.Type.IsStrong()) return;
        if (!sightings.TryGetValue(shared, out var list)) sightings[shared] = list = [];
        var time = edge.FirstSeen.ToUnixTimeSeconds();
        list.Add(new(time, time, found.Person));
    }
}
