namespace Pinstitch.Functions.Stitch;

/// <summary>What is to be stitched.</summary>
/// <param name="Night">Last day that it covers.</param>
/// <param name="Work">The night's folder.</param>
/// <param name="Edges">Blobs of edges, those of all shards.</param>
public sealed record StitchInput(DateOnly Night, string Work, IReadOnlyList<string> Edges);
