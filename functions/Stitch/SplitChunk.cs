using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Stitch;

/// <summary>A chunk of landed events, split.</summary>
/// <param name="Sections">Where each shard's lines stand.</param>
/// <param name="Messages">First and last message of the hub that they come from, one range a partition.</param>
public sealed record SplitChunk(Sections Sections, IReadOnlyList<SequenceRange> Messages);
