using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;

namespace Pinstitch.Functions.Serve;

/// <summary>Makes a served run the one that counts: the page, the Parquet pointer, and the tables' pointer last.</summary>
public sealed class PublishRun(ServingFolders folders, ServingTables tables)
{
    [Function(nameof(PublishRun))]
    public async Task RunAsync([ActivityTrigger] ServeInput input, CancellationToken cancellation)
    {
        var page = await folders.Marts.ReadAsync(MartPaths.Dashboard(input.Run.Id), cancellation);
        await folders.Dashboard.WriteAsync("index.html", page, cancellation);
        var current = new { run_id = input.Run.Id, night = input.Run.Night };
        await folders.Marts.WriteAsync(MartPaths.Current, BinaryData.FromObjectAsJson(current, JsonSerializerOptions.Web), cancellation);
        await tables.PublishAsync(input.Run.Id, input.Run.Night, cancellation);
    }
}
