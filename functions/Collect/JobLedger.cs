using System.Text.Json;
using System.Text.Json.Serialization;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// The ledger of report jobs, one blob a report and range. What is known of a job is written before the next step, so that
/// whoever comes after a crash goes on with the platform's job instead of asking for a second.
/// </summary>
public sealed class JobLedger(Lake lake)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Null when the report was never asked for over these days.</summary>
    public async Task<ReportJob?> FindAsync(ReportRequest request, CancellationToken cancellation) =>
        (await lake.Runs.FindAsync(ReportPaths.Job(request), cancellation))?.ToObjectFromJson<ReportJob>(Json);

    public async Task<ReportJob> GetAsync(ReportRequest request, CancellationToken cancellation) =>
        await FindAsync(request, cancellation) ?? throw new InvalidOperationException($"{request} is not in the ledger.");

    public Task SaveAsync(ReportJob job, CancellationToken cancellation) =>
        lake.Runs.WriteAsync(ReportPaths.Job(job.Request), BinaryData.FromObjectAsJson(job, Json), cancellation);
}
