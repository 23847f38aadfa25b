using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Stitch;

/// <summary>What a night has settled.</summary>
/// <param name="Work">The night's folder.</param>
/// <param name="Night">Last day that it covers.</param>
/// <param name="Shards">All shards, in order.</param>
/// <param name="Messages">First and last message of the hub that were read, one range a partition and chunk.</param>
public sealed record KeepSettledInput(string Work, DateOnly Night, IReadOnlyList<SettledShard> Shards, IReadOnlyList<SequenceRange> Messages);
