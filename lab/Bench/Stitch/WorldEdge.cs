namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>Two identifiers of the generated world, seen together.</summary>
internal readonly record struct WorldEdge(WorldIdentifier A, WorldIdentifier B, uint Time);
