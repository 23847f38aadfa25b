using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>An identifier and whose it is.</summary>
/// <param name="Identifier">The identifier.</param>
/// <param name="Person">The person's id; for one that links nobody, an id of its own.</param>
/// <param name="Guard">The guard rail that keeps it by itself; null for an identifier that links.</param>
/// <param name="IsAlone">Whether the person has no other identifier, and never had one that is now shared.</param>
public readonly record struct LinkedIdentifier(Identifier Identifier, UInt128 Person, Guard? Guard, bool IsAlone);
