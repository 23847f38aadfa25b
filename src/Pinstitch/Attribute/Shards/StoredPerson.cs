using Pinstitch.Land;

namespace Pinstitch.Attribute.Shards;

/// <summary>A person of a store.</summary>
/// <param name="Person">The person.</param>
/// <param name="Hash">Hash of the set of the person's events: the same, and the journey is the same.</param>
/// <param name="IsOpen">Whether something of the person's comes after the night, so that the next night sees another journey in the same events.</param>
public readonly record struct StoredPerson(UInt128 Person, ContentHash Hash, bool IsOpen);
