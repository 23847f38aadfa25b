namespace Pinstitch.Functions.Stitch;

/// <summary>What is to be stitched.</summary>
/// <param name="Night">Last day that it covers.</param>
/// <param name="Work">The night's folder.</param>
/// <param name="Edges">Of each shard of settled events the blob that names the edges' files (<see cref="Land.Settle.SettledList"/>).</param>
public sealed record StitchInput(DateOnly Night, string Work, IReadOnlyList<string> Edges);
