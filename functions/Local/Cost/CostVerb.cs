using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Local.CommandLine;
using Pinstitch.Serve;
using Spectre.Console;

namespace Pinstitch.Functions.Local.Cost;

/// <summary>Shows what storage holds and what the last measured night asked of it.</summary>
internal sealed class CostVerb() : Verb("cost", "Show what storage holds, container by container, and what a night reads and writes")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON" };

    public override void Define(Command command) => command.Add(AsJson);

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var (lake, folders, tables) = (context.Services.GetRequiredService<Lake>(), context.Services.GetRequiredService<ServingFolders>(), context.Services.GetRequiredService<ServingTables>());
        var containers = new List<(string Name, long Blobs, long Bytes)>();
        foreach (var folder in (BlobFolder[])[lake.Raw, lake.Reports, lake.Events, lake.Rejected, lake.Identity, lake.Journeys, lake.Credit, lake.Runs, folders.Marts, folders.Dashboard])
        {
            var (blobs, bytes) = (0L, 0L);
            await foreach (var (_, length) in folder.ListAsync(string.Empty, cancellation)) (blobs, bytes) = (blobs + 1, bytes + length);
            containers.Add((folder.Name, blobs, bytes));
        }

        var runs = await tables.RunsAsync(cancellation);
        var published = await tables.PublishedAsync(cancellation);
        var rows = published is null ? 0 : await RowsAsync(tables, published, cancellation);
        var night = await NightCost.FindAsync(lake, cancellation);
        var month = ListPrices.Month(containers.Sum(item => item.Bytes));
        if (context.Parse.GetValue(AsJson))
        {
            var json = new
            {
                containers = containers.Select(item => new { name = item.Name, blobs = item.Blobs, bytes = item.Bytes }),
                runs = runs.Count,
                publishedRows = rows,
                night,
                usd = new { blobsAMonth = decimal.Round(month, 4), night = night is null ? (decimal?)null : decimal.Round(ListPrices.Night(night.Uses), 6) },
            };
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(json, Json));
            return 0;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("Container");
        foreach (var name in new[] { "Blobs", "MB" }) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var (name, blobs, bytes) in containers.Append(("all", containers.Sum(item => item.Blobs), containers.Sum(item => item.Bytes)))) table.AddRow(name, Text($"{blobs:N0}"), Text($"{bytes / 1e6:N1}"));
        AnsiConsole.Write(table);
        await context.Output.WriteLineAsync(Text($"Served tables: {runs.Count} {(runs.Count == 1 ? "run" : "runs")}; the published one has {rows:N0} rows."));
        await context.Output.WriteLineAsync(night is null
            ? "No night has been measured: nightly measures the one that it runs."
            : Text($"The night of {night.Night:yyyy-MM-dd} took {night.Seconds:N1} s and asked for: {night}."));
        await context.Output.WriteLineAsync(Text($"By US list prices (hot, LRS; orders of magnitude): blobs about USD {month:N2} a month{(night is null ? string.Empty : Text($", such a night's writes and table operations about USD {ListPrices.Night(night.Uses):N4}"))}. What runs and what the hub costs: docs/deploy.md."));
        return 0;
    }

    private static async Task<long> RowsAsync(ServingTables tables, string runId, CancellationToken cancellation)
    {
        var rows = 0L;
        foreach (var schema in MartTables.All)
        {
            await foreach (var _ in tables.ReadAsync(schema, runId, cancellation)) rows++;
        }

        return rows;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
