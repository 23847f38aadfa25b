using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>An identifier that belongs to another person than before, or was not known. Journeys of both persons are to be made again.</summary>
/// <param name="Identifier">The identifier.</param>
/// <param name="Before">Whose it was; for one that was not known, the person that it was by itself.</param>
/// <param name="After">Whose it is.</param>
/// <param name="Guard">Why it links nobody from now on; null for one that links.</param>
/// <param name="IsNew">Whether it was in no edge before.</param>
/// <param name="IsAlone">Whether the person has no other identifier.</param>
public readonly record struct PersonChange(Identifier Identifier, UInt128 Before, UInt128 After, Guard? Guard, bool IsNew, bool IsAlone);
