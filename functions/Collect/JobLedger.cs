using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Ids of the entities of a request's share; empty where all are asked for.</summary>
    public async Task<IReadOnlyList<string>> SharedAsync(ReportRequest request, CancellationToken cancellation)
    {
        if (request.Share is not { } share) return [];
        var ids = (await lake.Runs.ReadAsync(ReportPaths.Members(request, share.List), cancellation)).ToObjectFromJson<List<string>>(Json)!;
        return ids.GetRange(share.First, share.Count);
    }

    /// <summary>Keeps a list of entities that a report is to be fetched in shares of.</summary>
    /// <returns>The share that is all of them.</returns>
    public async Task<ReportShare> ShareAsync(ReportRequest request, string level, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var list = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids))))[..16];
        await lake.Runs.WriteOnceAsync(ReportPaths.Members(request, list), BinaryData.FromObjectAsJson(ids, Json), cancellation);
        return new(level, list, 0, ids.Count);
    }

    public Task SaveAsync(ReportJob job, CancellationToken cancellation) =>
        lake.Runs.WriteAsync(ReportPaths.Job(job.Request), BinaryData.FromObjectAsJson(job, Json), cancellation);
}
