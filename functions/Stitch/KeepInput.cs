using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>A night whose shards are linked, to be kept.</summary>
public sealed record KeepInput(StitchInput Stitch, string Plan, IReadOnlyList<LinkedShard> Shards);
