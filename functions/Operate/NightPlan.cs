namespace Pinstitch.Functions.Operate;

/// <summary>What a nightly run will read.</summary>
/// <param name="Work">Folder in <c>runs/</c> for what the steps hand each other; named by what is in the plan, so a repeat finds the same.</param>
/// <param name="Chunks">Parts of the landed events.</param>
/// <param name="Shards">Parts that the work is split into.</param>
/// <param name="Received">Messages that the hub had delivered, by the sequence numbers in the names of what was landed.</param>
/// <param name="Rejected">Messages of these that stand under <c>rejected/</c>.</param>
public sealed record NightPlan(string Work, int Chunks, int Shards, long Received, long Rejected);
