using Pinstitch.Azure.Storage;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>How fresh each account is, as the last run left it.</summary>
public static class FreshnessBook
{
    /// <summary>Null for an account that was never collected.</summary>
    public static async Task<AccountFreshness?> FindAsync(Lake lake, string platform, string account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return (await lake.Runs.FindAsync(ReportPaths.Freshness(platform, account), cancellation))?.ToObjectFromJson<AccountFreshness>(JobLedger.Json);
    }

    internal static Task WriteAsync(Lake lake, AccountFreshness freshness, CancellationToken cancellation) =>
        lake.Runs.WriteAsync(ReportPaths.Freshness(freshness.Platform, freshness.AccountId), BinaryData.FromObjectAsJson(freshness, JobLedger.Json), cancellation);
}
