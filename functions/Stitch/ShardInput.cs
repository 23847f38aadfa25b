using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Stitch;

/// <summary>One shard's parts of all chunks.</summary>
public sealed record ShardInput(string Work, DateOnly Night, int Shard, IReadOnlyList<Section> Parts);
