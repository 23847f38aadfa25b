namespace Pinstitch.Functions.Stitch;

/// <summary>A chunk of landed events to be split.</summary>
public sealed record SplitInput(string Work, int Chunk, int Shards);
