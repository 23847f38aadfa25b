namespace Pinstitch.Functions.Attribute;

/// <summary>What one shard of persons came to.</summary>
public sealed record CreditedShard(int Persons, int Orders, int Credits, int Unattributed);
