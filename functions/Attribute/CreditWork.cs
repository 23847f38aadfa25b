namespace Pinstitch.Functions.Attribute;

/// <summary>A counted shard that is to be credited.</summary>
/// <param name="Input">The shard.</param>
/// <param name="Counted">Its journeys.</param>
/// <param name="EffectsHash">Hash of the effects that models weigh channels by; the same as in the run before, and old credit stands.</param>
/// <param name="BaseEffectsHash">That hash in the run before.</param>
public sealed record CreditWork(CreditInput Input, CountedShard Counted, string EffectsHash, string? BaseEffectsHash);
