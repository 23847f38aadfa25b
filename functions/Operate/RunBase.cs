using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;

namespace Pinstitch.Functions.Operate;

/// <summary>The run that a night goes on from.</summary>
/// <param name="Run">Its id.</param>
/// <param name="ConfigHash">Hash of the configuration that made it.</param>
/// <param name="Step">Step of the identity store that it has seen; null when its events cannot be gone on from, but its journeys can.</param>
/// <param name="Erased">Hash of what had been erased by then.</param>
/// <param name="Files">What it made, shard by shard.</param>
public sealed record RunBase(string Run, string ConfigHash, int? Step, string? Erased, IReadOnlyList<ShardFiles> Files)
{
    /// <summary>The published run, if the same rules made it: whatever its night, what is the same in it need not be made again.</summary>
    internal static async Task<RunBase?> FindAsync(Lake lake, ServingTables tables, Measurement measurement, CancellationToken cancellation) =>
        await tables.PublishedAsync(cancellation) is { } published
        && await new RunFiles(lake).FindAsync(published, cancellation) is { Files: { } files } found
        && files.Count == measurement.Shards && (found.Run.CodeVersion, found.Run.ConfigHash) == (Settings.CodeVersion, measurement.Hash)
        && await HasAllAsync(lake, files, cancellation)
            ? new(found.Run.Id, found.Run.ConfigHash, files.All(shard => shard.Book is not null) ? found.Step : null, found.Erased, files)
            : null;

    /// <summary>Whether nothing was deleted of what the run made: else everything is made anew.</summary>
    private static async Task<bool> HasAllAsync(Lake lake, IReadOnlyList<ShardFiles> files, CancellationToken cancellation)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (name, _) in lake.Journeys.ListAsync(string.Empty, cancellation)) there.Add(name);
        var credit = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (name, _) in lake.Credit.ListAsync(string.Empty, cancellation)) credit.Add(name[..name.LastIndexOf('/')]);
        return files.All(shard =>
            there.Contains(CreditPaths.Store(shard.Journeys)) && there.Contains(CreditPaths.Counts(shard.Journeys))
            && (shard.Book ?? []).All(folder => there.Contains($"{folder}/rows.bin") && there.Contains($"{folder}/lines.bin"))
            && (shard.Sent ?? []).All(part => there.Contains(part.Blob))
            && shard.Layers.All(layer => credit.Contains(layer.Folder) && there.Contains(CreditPaths.Table(layer.Folder, "touches"))));
    }
}
