using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Serve;

/// <summary>Keeps what the run was made from and what it counted, and clears what its steps handed each other.</summary>
public sealed partial class RecordRun(Lake lake, Measurement measurement, ILogger<RecordRun> logger)
{
    [Function(nameof(RecordRun))]
    public async Task RunAsync([ActivityTrigger] ServeInput input, CancellationToken cancellation)
    {
        if (!input.Counts.Balances) LogImbalance(input.Counts);
        await new RunFiles(lake).KeepSettingsAsync(measurement, cancellation);
        var manifest = new { run = input.Run, run_id = input.Run.Id, shards = input.Shards, counts = input.Counts, files = input.Files, step = input.Step, erased = input.Erased };
        await lake.Runs.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"manifests/{input.Run.Night:yyyy-MM-dd}/{input.Run.Id}.json"),
            BinaryData.FromObjectAsJson(manifest, JsonSerializerOptions.Web),
            cancellation);
        await lake.Runs.DeleteAsync(input.Work + "/", cancellation);
        LogRecorded(input.Run.Id, input.Counts);
    }

    [LoggerMessage(6002, LogLevel.Information, "Run {RunId} is published: {Counts}")]
    private partial void LogRecorded(string runId, NightCounts counts);

    [LoggerMessage(6003, LogLevel.Critical, "Messages do not balance: {Counts}; received must be landed + rejected + duplicates")]
    private partial void LogImbalance(NightCounts counts);
}
