namespace Pinstitch.Functions.Stitch;

/// <summary>The edges of all shards.</summary>
public sealed record LinkInput(string Work, IReadOnlyList<string> Edges);
