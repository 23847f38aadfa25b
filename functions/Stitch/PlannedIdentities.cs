namespace Pinstitch.Functions.Stitch;

/// <summary>What the night does to the identity store.</summary>
/// <param name="Plan">Blob in <c>runs/</c> with the plan.</param>
/// <param name="Touched">Shards of the store that its edges touch.</param>
public sealed record PlannedIdentities(string Plan, IReadOnlyList<int> Touched);
