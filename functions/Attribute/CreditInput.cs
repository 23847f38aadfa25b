using Pinstitch.Azure.Storage;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>One person shard's parts of all routed events.</summary>
/// <param name="Run">The run.</param>
/// <param name="Work">Folder of what its steps hand each other.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Shards">How many there are.</param>
/// <param name="Parts">The shard's routed events.</param>
/// <param name="Hash">Hash of the set of them.</param>
/// <param name="Base">Id of the run that is gone on from; null for none.</param>
/// <param name="Before">What that run made of the shard.</param>
/// <param name="Ads">Hash of what links stand for.</param>
public sealed record CreditInput(RunName Run, string Work, int Shard, int Shards, IReadOnlyList<Section> Parts, string Hash, string? Base, ShardFiles? Before, string Ads)
{
    /// <summary>Whether nothing that decides the shard's journeys has changed.</summary>
    public bool IsSame => Before is { IsOpen: false } before && before.Hash == Hash && before.Ads == Ads;
}
