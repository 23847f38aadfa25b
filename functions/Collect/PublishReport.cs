using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Brings a raw report into normal form, holds it against the guards and publishes it day by day. Days that have not
/// changed are left alone, so a repeat does nothing.
/// </summary>
public sealed partial class PublishReport(
    Measurement measurement, ReportSources sources, JobLedger ledger, Lake lake, RateTable rates, ILogger<PublishReport> logger)
{
    [Function(nameof(PublishReport))]
    public async Task<Step<PublishedReport>> RunAsync([ActivityTrigger] ReportStep step, CancellationToken cancellation)
    {
        var job = await ledger.GetAsync(step.Request, cancellation);
        var manifest = (await lake.Raw.ReadAsync(ReportPaths.Manifest(job.Raw!), cancellation)).ToObjectFromJson<RawManifest>(JobLedger.Json)!;
        var account = measurement.Account(step.Request.Platform, step.Request.AccountId);
        var source = sources.Get(step.Request.Platform);
        var kind = source.Kind(account, step.Request.Report);
        var raw = new RawParts(lake, job.Raw!, manifest);
        var published = kind.Entity is not null
            ? await new EntityPublication(lake, source, account, kind).RunAsync(raw, cancellation)
            : await new ReportPublication(lake, source, account, kind, rates, step).RunAsync(raw, cancellation);
        if (!published.TryGet(out var done, out var fault)) return new(null, fault);
        if (done.PullAgain) return new(done, null);
        if (done.Unknown.Count > 0) LogUnknownColumns(step.Request.Platform, step.Request.AccountId, step.Request.Report, string.Join(", ", done.Unknown));
        if (done.Missing.Count > 0) LogMissingColumns(step.Request.Platform, step.Request.AccountId, step.Request.Report, string.Join(", ", done.Missing));
        foreach (var finding in done.Findings) LogFinding(step.Request.ToString(), finding.Guard, finding.Text);
        if (job.State < JobState.Published) await ledger.SaveAsync(job.To(JobState.Normalised).To(JobState.Published), cancellation);
        return new(done, null);
    }

    [LoggerMessage(1003, LogLevel.Warning, "{Platform} {Account} {Report} has columns that no mapping knows; they are kept: {Columns}")]
    private partial void LogUnknownColumns(string platform, string account, string report, string columns);

    [LoggerMessage(1004, LogLevel.Warning, "{Platform} {Account} {Report} lacks columns that were expected; they are empty, not zero: {Columns}")]
    private partial void LogMissingColumns(string platform, string account, string report, string columns);

    [LoggerMessage(1005, LogLevel.Warning, "{Report}: {Guard}: {Text}")]
    private partial void LogFinding(string report, string guard, string text);
}
