using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Operate;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Serve;

/// <summary>A run that is to be served, and what is kept of it in its manifest.</summary>
/// <param name="Run">What it is made from.</param>
/// <param name="Work">Folder of what its steps hand each other.</param>
/// <param name="Shards">Into how many parts its work was split.</param>
/// <param name="Counts">Its balance.</param>
/// <param name="Files">Where its credit is, shard by shard; null in manifests of old.</param>
/// <param name="Step">Step of the identity store that its events were sent by; null when the next night cannot go on from them.</param>
/// <param name="Erased">Hash of what had been erased by then.</param>
public sealed record ServeInput(RunName Run, string Work, int Shards, NightCounts Counts, IReadOnlyList<ShardFiles>? Files = null, int? Step = null, string? Erased = null);
