using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Land.Settle;

/// <summary>The rejected messages of an arrival day.</summary>
/// <param name="Mark">Mark of the blobs that were counted; with another one the day is counted again.</param>
/// <param name="Count">Messages, each once.</param>
/// <param name="Messages">First and last of them, one range a partition.</param>
public sealed record RejectedDay(string Mark, long Count, IReadOnlyList<SequenceRange> Messages);
