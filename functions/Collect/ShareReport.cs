using Microsoft.Extensions.Logging;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Asks by which entities a day that is too large for one report can be shared out, and keeps their list.</summary>
public sealed partial class ShareReport(Measurement measurement, ReportSources sources, JobLedger ledger, ILogger<ShareReport> logger)
{
    [Function(nameof(ShareReport))]
    public async Task<Step<ReportShare>> RunAsync([ActivityTrigger] ReportStep step, CancellationToken cancellation)
    {
        var account = measurement.Account(step.Request.Platform, step.Request.AccountId);
        var only = await ledger.SharedAsync(step.Request, cancellation);
        var members = await sources.Get(step.Request.Platform).MembersAsync(account, step.Request, only, cancellation);
        if (!members.TryGet(out var found, out var fault)) return new(null, fault);
        LogShared(step.Request.ToString(), found.Ids.Count, found.Level);
        return new(await ledger.ShareAsync(step.Request, found.Level, found.Ids, cancellation), null);
    }

    [LoggerMessage(1010, LogLevel.Information, "{Report} is too large for one report and is fetched in shares of {Count} entities of level {Level}")]
    private partial void LogShared(string report, int count, string level);
}
