using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;

namespace Pinstitch.Functions.Operate;

/// <summary>The run that a night goes on from.</summary>
/// <param name="Run">Its id.</param>
/// <param name="ConfigHash">Hash of the configuration that made it.</param>
/// <param name="Step">Step of the identity store that it has seen; null when its events cannot be gone on from, but its journeys can.</param>
/// <param name="Files">What it made, shard by shard.</param>
public sealed record RunBase(string Run, string ConfigHash, int? Step, IReadOnlyList<ShardFiles> Files)
{
    /// <summary>The published run, if the same rules made it: whatever its night, what is the same in it need not be made again.</summary>
    internal static async Task<RunBase?> FindAsync(Lake lake, ServingTables tables, Measurement measurement, CancellationToken cancellation) =>
        await tables.PublishedAsync(cancellation) is { } published
        && await new RunFiles(lake).FindAsync(published, cancellation) is { Files: { } files } found
        && files.Count == measurement.Shards && (found.Run.CodeVersion, found.Run.ConfigHash) == (Settings.CodeVersion, measurement.Hash)
            ? new(found.Run.Id, found.Run.ConfigHash, files.All(shard => shard.Book is not null) ? found.Step : null, files)
            : null;
}
