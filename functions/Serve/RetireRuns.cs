using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Serve;

/// <summary>
/// Removes what older runs have served and credited, as the configuration's retention says; what later
/// runs go on from stays for as long as these do. Their manifests stay: with the events and reports, which stay too, such a
/// run can be made again.
/// </summary>
public sealed partial class RetireRuns(Lake lake, ServingFolders folders, ServingTables tables, Measurement measurement, ILogger<RetireRuns> logger)
{
    [Function(nameof(RetireRuns))]
    public async Task RunAsync([ActivityTrigger] ServeInput input, CancellationToken cancellation)
    {
        if (await tables.PublishedAsync(cancellation) is not { } published) return;
        var runs = await tables.RunsAsync(cancellation);
        var expired = ServedRun.Expired(runs, published, measurement.RunsKept);
        foreach (var run in expired)
        {
            await folders.Marts.DeleteAsync(run.Id + "/", cancellation);
            await tables.RemoveAsync(run.Id, cancellation);
            LogRetired(run.Id, run.Night);
        }

        var kept = runs.Except(expired).Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        await RetireCreditAsync(kept, [.. expired.Select(run => run.Id)], cancellation);
    }

    /// <summary>
    /// Removes the credit of runs that are gone, but for the folders that runs which stay go on from. A run that is not
    /// known yet is under way: it is left alone.
    /// </summary>
    private async Task RetireCreditAsync(HashSet<string> kept, HashSet<string> known, CancellationToken cancellation)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (name, _) in lake.Runs.ListAsync(RunFiles.Manifests, cancellation))
        {
            var run = Path.GetFileNameWithoutExtension(name);
            known.Add(run);
            if (!kept.Contains(run)) continue;
            var files = (await lake.Runs.ReadAsync(name, cancellation)).ToObjectFromJson<ServeInput>(JsonSerializerOptions.Web)!.Files ?? [];
            needed.UnionWith(files.SelectMany(shard => shard.Layers.Select(layer => layer.Folder).Append(shard.Journeys).Concat(shard.EventFolders)));
        }

        // What was only asked about a run goes with it.
        await foreach (var (name, _) in lake.Runs.ListAsync(RunFiles.Counterfactuals, cancellation))
        {
            if (kept.Contains(name.Split('/')[1])) continue;
            known.Add(Path.GetFileNameWithoutExtension(name));
            await lake.Runs.DeleteAsync(name, cancellation);
        }

        foreach (var container in (BlobFolder[])[lake.Credit, lake.Journeys])
        {
            var folders = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var (name, _) in container.ListAsync(string.Empty, cancellation)) folders.Add(name[..name.LastIndexOf('/')]);
            foreach (var folder in folders.Where(folder => CreditPaths.RunOf(folder) is var run && known.Contains(run) && !kept.Contains(run) && !needed.Contains(folder)))
            {
                // A shard's own folder holds the folders of its layers, so blobs go one by one.
                await foreach (var (name, _) in container.ListAsync(folder + "/", cancellation))
                {
                    if (name.LastIndexOf('/') == folder.Length) await container.DeleteAsync(name, cancellation);
                }
            }
        }
    }

    [LoggerMessage(5001, LogLevel.Information, "Run {RunId} of {Night} is retired: its tables and credit are removed")]
    private partial void LogRetired(string runId, DateOnly night);
}
