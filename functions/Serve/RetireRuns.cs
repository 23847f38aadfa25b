using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Serve;

/// <summary>
/// Removes what older runs have served and credited, as the configuration's retention says. Their manifests stay: with the
/// events and reports, which stay too, such a run can be made again.
/// </summary>
public sealed partial class RetireRuns(Lake lake, ServingFolders folders, ServingTables tables, Measurement measurement, ILogger<RetireRuns> logger)
{
    [Function(nameof(RetireRuns))]
    public async Task RunAsync([ActivityTrigger] ServeInput input, CancellationToken cancellation)
    {
        if (await tables.PublishedAsync(cancellation) is not { } published) return;
        foreach (var run in ServedRun.Expired(await tables.RunsAsync(cancellation), published, measurement.RunsKept))
        {
            await folders.Marts.DeleteAsync(run.Id + "/", cancellation);
            await lake.Credit.DeleteAsync(run.Id + "/", cancellation);
            await lake.Journeys.DeleteAsync(run.Id + "/", cancellation);
            await tables.RemoveAsync(run.Id, cancellation);
            LogRetired(run.Id, run.Night);
        }
    }

    [LoggerMessage(5001, LogLevel.Information, "Run {RunId} of {Night} is retired: its tables and credit are removed")]
    private partial void LogRetired(string runId, DateOnly night);
}
