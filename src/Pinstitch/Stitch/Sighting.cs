namespace Pinstitch.Stitch;

/// <summary>A stretch of time in which a shared identifier was seen with one person only.</summary>
/// <param name="From">First sighting, in seconds since 1970.</param>
/// <param name="Last">Last sighting before somebody else's.</param>
/// <param name="Person">The person.</param>
public readonly record struct Sighting(long From, long Last, UInt128 Person);
