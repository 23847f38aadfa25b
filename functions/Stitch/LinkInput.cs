namespace Pinstitch.Functions.Stitch;

/// <summary>A shard of the identity store that is to be brought up to date.</summary>
public sealed record LinkInput(string Plan, int Shard);
