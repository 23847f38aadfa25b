using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Stitch;

/// <summary>One shard's parts of all chunks.</summary>
/// <param name="Work">The night's folder.</param>
/// <param name="Night">Last day that it covers.</param>
/// <param name="Shard">Which shard.</param>
/// <param name="Shards">Of how many.</param>
/// <param name="Parts">Its new records.</param>
/// <param name="Settled">Blob that lists its weeks so far; null for none.</param>
public sealed record ShardInput(string Work, DateOnly Night, int Shard, int Shards, IReadOnlyList<Section> Parts, string? Settled);
