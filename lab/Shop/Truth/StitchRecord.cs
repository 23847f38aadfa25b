namespace Pinstitch.Lab.Shop.Truth;

/// <summary>A person seen under an identifier, and the person that stitching took it for.</summary>
/// <param name="Person">The true person.</param>
/// <param name="Identifier">The identifier.</param>
/// <param name="Assigned">The stitched person.</param>
public readonly record struct StitchRecord(long Person, string Identifier, UInt128 Assigned);
