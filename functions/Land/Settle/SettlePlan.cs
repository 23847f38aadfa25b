namespace Pinstitch.Functions.Land.Settle;

/// <summary>What a night settles, kept in its folder between planning and keeping.</summary>
/// <param name="Base">What was settled before.</param>
/// <param name="Next">The same with what the night adds; its shards and messages are filled in when they are known.</param>
public sealed record SettlePlan(SettledPointer Base, SettledPointer Next);
