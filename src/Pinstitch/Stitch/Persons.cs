using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Which person each identifier belongs to, and who had the shared ones when.</summary>
/// <param name="linked">Identifiers that a person has.</param>
/// <param name="held">Identifiers that link nobody; those of shared devices with their owners.</param>
/// <param name="ownerHours">For how long after its last sighting a shared identifier is a person's.</param>
public sealed class Persons(IReadOnlyDictionary<Identifier, UInt128> linked, IReadOnlyDictionary<Identifier, Ownership> held, int ownerHours)
{
    public int Count => linked.Count + held.Count;

    /// <summary>
    /// The person of an event: that of its strongest identifier which belongs to one; else who had the shared identifier at
    /// that time; else nobody known, the same one each time. An identifier that was never seen with another one is a person of its own.
    /// </summary>
    public UInt128 Of(LandedEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Of(item.Identifiers, item.Time.ToUnixTimeSeconds());
    }

    /// <param name="identifiers">Those of the event, sorted.</param>
    /// <param name="time">When it happened, in seconds since 1970.</param>
    public UInt128 Of(IReadOnlyList<Identifier> identifiers, long time)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        foreach (var identifier in identifiers)
        {
            if (linked.TryGetValue(identifier, out var person)) return person;
            // A customer who is unknown so far is a customer all the same, whoever used the browser before.
            if (identifier.Type.IsStrong() && !held.ContainsKey(identifier)) return PersonIds.Of(identifier);
        }

        foreach (var identifier in identifiers)
        {
            if (held.TryGetValue(identifier, out var ownership) && ownership.At(time, ownerHours) is { } owner) return owner;
        }

        var first = identifiers[0];
        return held.ContainsKey(first) ? PersonIds.Alone(first) : PersonIds.Of(first);
    }
}
