using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Which person each identifier belongs to.</summary>
public sealed class Persons
{
    private readonly IReadOnlyDictionary<Identifier, UInt128> byIdentifier;

    internal Persons(IReadOnlyDictionary<Identifier, UInt128> byIdentifier, IReadOnlyList<HeldMerge> held)
    {
        this.byIdentifier = byIdentifier;
        Held = held;
    }

    /// <summary>Merges that guard rails have held, in the order in which they came up.</summary>
    public IReadOnlyList<HeldMerge> Held { get; }

    /// <summary>Identifiers that are tied to another one, with their persons, sorted.</summary>
    public IEnumerable<KeyValuePair<Identifier, UInt128>> All => byIdentifier.OrderBy(item => item.Key);

    public int Identifiers => byIdentifier.Count;

    /// <summary>
    /// The person of an event: that of its strongest identifier. An identifier that was never seen with another one is a
    /// person of its own.
    /// </summary>
    public UInt128 Of(LandedEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        foreach (var identifier in item.Identifiers)
        {
            if (byIdentifier.TryGetValue(identifier, out var person)) return person;
        }

        return PersonId(item.Identifiers[0]);
    }

    /// <summary>The id of the person whose earliest identifier this is.</summary>
    internal static UInt128 PersonId(Identifier anchor) => anchor.Key;
}
