namespace Pinstitch.Stitch;

/// <summary>A pair of identifiers that a guard rail kept from being one person's.</summary>
/// <param name="Edge">The earliest edge between them.</param>
/// <param name="Guard">The guard rail.</param>
public sealed record HeldEdge(IdentityEdge Edge, Guard Guard);
