namespace Pinstitch.Functions.Operate;

/// <summary>What a nightly run will read.</summary>
/// <param name="Work">Folder in <c>runs/</c> for what the steps hand each other; named by what is in the plan, so a repeat finds the same.</param>
/// <param name="Chunks">Parts of the landed events.</param>
/// <param name="Shards">Parts that the work is split into.</param>
/// <param name="RejectedRanges">Messages that stand under <c>rejected/</c>.</param>
/// <param name="Rejected">How many these are.</param>
public sealed record NightPlan(string Work, int Chunks, int Shards, IReadOnlyList<SequenceRange> RejectedRanges, long Rejected);
