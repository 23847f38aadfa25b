namespace Pinstitch.Stitch.Clusters;

/// <summary>Identifiers that a night has taken from one person to another. One that a person keeps is a flow too, if the person lost or gained any.</summary>
/// <param name="Before">The person before; for what was not known, the person that it was by itself.</param>
/// <param name="After">The person after; 0 for what was erased.</param>
/// <param name="Identifiers">How many went; 0 where it is not known whether any did.</param>
public readonly record struct PersonFlow(UInt128 Before, UInt128 After, int Identifiers);
