using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Asks how far a report is.</summary>
public sealed class PollReport(Measurement measurement, ReportSources sources, JobLedger ledger)
{
    [Function(nameof(PollReport))]
    public async Task<Step<ReportState>> RunAsync([ActivityTrigger] ReportStep step, CancellationToken cancellation)
    {
        var job = await ledger.GetAsync(step.Request, cancellation);
        if (job.State > JobState.Submitted) return new(ReportState.Ready, null);
        var account = measurement.Account(step.Request.Platform, step.Request.AccountId);
        var polled = await sources.Get(step.Request.Platform).PollAsync(account, step.Request, job.Ticket!, cancellation);
        if (polled.Fault is null && polled.Value == ReportState.Ready) await ledger.SaveAsync(job.To(JobState.Ready), cancellation);
        return Step.Of(polled);
    }
}
