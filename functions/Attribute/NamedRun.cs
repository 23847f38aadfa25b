using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>A run with its id, and the run whose work it goes on from.</summary>
/// <param name="Run">What the run is made from.</param>
/// <param name="Base">Id of the run that it goes on from; null to make everything anew.</param>
/// <param name="Before">That run's files, shard by shard; empty without one.</param>
/// <param name="Ads">Hash of what links stand for.</param>
public sealed record NamedRun(RunName Run, string? Base, IReadOnlyList<ShardFiles> Before, string Ads);
