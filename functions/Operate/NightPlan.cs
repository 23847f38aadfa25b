namespace Pinstitch.Functions.Operate;

/// <summary>What a nightly run will read.</summary>
/// <param name="Work">Folder in <c>runs/</c> for what the steps hand each other; named by what is in the plan, so a repeat finds the same.</param>
/// <param name="Chunks">Parts of the landed events that are not settled yet.</param>
/// <param name="Shards">Parts that the work is split into.</param>
/// <param name="Settled">Of each shard the blob that lists what is settled; empty when nothing is.</param>
/// <param name="Base">The run that is gone on from; null to make everything anew.</param>
public sealed record NightPlan(string Work, int Chunks, int Shards, IReadOnlyList<string> Settled, RunBase? Base = null);
