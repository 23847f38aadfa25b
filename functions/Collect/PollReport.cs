using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Asks how far a report is.</summary>
public sealed class PollReport(Measurement measurement, ReportSources sources, JobLedger ledger, TimeProvider time)
{
    /// <summary>How old a job is before an answer that it does not exist is believed.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(1);

    [Function(nameof(PollReport))]
    public async Task<Step<ReportState>> RunAsync([ActivityTrigger] ReportStep step, CancellationToken cancellation)
    {
        var job = await ledger.GetAsync(step.Request, cancellation);
        if (job.State > JobState.Submitted) return new(ReportState.Ready, null);
        var account = measurement.Account(step.Request.Platform, step.Request.AccountId);
        var isYoung = job.SubmittedAt is { } since && time.GetUtcNow() - since < Youth;
        var polled = await sources.Get(step.Request.Platform).PollAsync(account, step.Request, job.Ticket!, isYoung, cancellation);
        if (polled.Fault is null && polled.Value == ReportState.Ready) await ledger.SaveAsync(job.To(JobState.Ready), cancellation);
        return Step.Of(polled);
    }
}
