using Pinstitch.Azure.Storage;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>One person shard's parts of all routed events.</summary>
public sealed record CreditInput(RunName Run, string Work, int Shard, int Shards, IReadOnlyList<Section> Parts);
