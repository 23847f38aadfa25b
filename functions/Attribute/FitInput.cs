using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>The counts of all shards.</summary>
/// <param name="Run">The run.</param>
/// <param name="Journeys">Folders in <c>journeys/</c> with the counts, one a shard.</param>
/// <param name="Base">The run that is gone on from; null for none.</param>
public sealed record FitInput(RunName Run, IReadOnlyList<string> Journeys, string? Base);
