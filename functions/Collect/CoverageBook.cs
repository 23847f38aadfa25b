using Pinstitch.Azure.Storage;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>What of each report of an account has been collected.</summary>
internal static class CoverageBook
{
    public static async Task<Dictionary<string, Coverage>> ReadAsync(Lake lake, string platform, string account, CancellationToken cancellation) =>
        (await lake.Runs.FindAsync(ReportPaths.Coverage(platform, account), cancellation))?.ToObjectFromJson<Dictionary<string, Coverage>>(JobLedger.Json) ?? [];

    public static Task WriteAsync(Lake lake, string platform, string account, Dictionary<string, Coverage> coverage, CancellationToken cancellation) =>
        lake.Runs.WriteAsync(ReportPaths.Coverage(platform, account), BinaryData.FromObjectAsJson(new SortedDictionary<string, Coverage>(coverage, StringComparer.Ordinal), JobLedger.Json), cancellation);
}
