namespace Pinstitch.Land.Packing;

/// <summary>A few bits.</summary>
/// <param name="Bits">The first one lowest.</param>
/// <param name="Length">How many, at most 32.</param>
internal readonly record struct BitCode(uint Bits, int Length);
