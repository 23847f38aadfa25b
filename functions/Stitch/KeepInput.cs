using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>A night whose shards are linked, to be kept.</summary>
/// <param name="Stitch">The night.</param>
/// <param name="Plan">Blob of the <see cref="SavedPlan"/>.</param>
/// <param name="Shards">What linking came to.</param>
/// <param name="BaseStep">Step of the store that the run which is gone on from has seen; null for none.</param>
/// <param name="BaseErased">Hash of what was erased when that run was made.</param>
public sealed record KeepInput(StitchInput Stitch, string Plan, IReadOnlyList<LinkedShard> Shards, int? BaseStep = null, string? BaseErased = null);
