using System.Globalization;
using System.Text.Json.Nodes;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Stitch.Erase;

/// <summary>
/// Takes persons out of what runs have made. Served rows stay, of every run that is kept, but say of no erased person's order whose it is: totals are what they were.
/// Journeys and credit behind them go, of all persons and runs, and the next night makes them anew: a person stands in too many places there to be taken out of them.
/// </summary>
internal sealed class RunErasure(Lake lake, ServingFolders folders, ServingTables tables)
{
    /// <param name="persons">Ids that erased persons have had, each with what is to stand in its place.</param>
    /// <param name="cancellation">Gives up; a repeat finishes it.</param>
    /// <returns>How many served rows lost their customer.</returns>
    public async Task<int> RunAsync(IReadOnlyDictionary<UInt128, UInt128> persons, CancellationToken cancellation)
    {
        // First, so that nobody goes on from what is about to go.
        await foreach (var (name, _) in lake.Runs.ListAsync(RunFiles.Manifests, cancellation))
        {
            var manifest = JsonNode.Parse(await lake.Runs.ReadAsync(name, cancellation))!;
            if (manifest["files"] is null) continue;
            manifest["files"] = null;
            await lake.Runs.WriteAsync(name, new(manifest.ToJsonString()), cancellation);
        }

        await lake.Runs.DeleteAsync("night=", cancellation);
        await lake.Runs.DeleteAsync(RunFiles.Counterfactuals, cancellation);
        await lake.Credit.DeleteAsync(string.Empty, cancellation);
        await lake.Journeys.DeleteAsync(string.Empty, cancellation);
        var names = persons.ToDictionary(item => Text(item.Key), item => Text(item.Value), StringComparer.Ordinal);
        var rows = 0;
        foreach (var run in await tables.RunsAsync(cancellation))
        {
            rows += await tables.RenameAsync(run.Id, names, cancellation);
            await RenameAsync<FactOrder>(run.Id, row => names.TryGetValue(row.CustomerKey, out var name) ? row with { CustomerKey = name } : row, cancellation);
            await RenameAsync<FactConversion>(run.Id, row => names.TryGetValue(row.CustomerKey, out var name) ? row with { CustomerKey = name } : row, cancellation);
        }

        return rows;
    }

    private async Task RenameAsync<T>(string run, Func<T, T> rename, CancellationToken cancellation)
        where T : MartRow
    {
        if (await folders.Marts.FindAsync(MartPaths.Table<T>(run), cancellation) is not { } content) return;
        var rows = await ParquetFile.ReadAsync<T>(content);
        var renamed = rows.Select(rename).ToList();
        if (!renamed.SequenceEqual(rows)) await folders.Marts.WriteAsync(MartPaths.Table<T>(run), await ParquetFile.WriteMartAsync(renamed), cancellation);
    }

    private static string Text(UInt128 person) => person.ToString("x32", CultureInfo.InvariantCulture);
}
