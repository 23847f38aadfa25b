using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Asks the platform for a report, unless a job for it is under way already.</summary>
public sealed class SubmitReport(Measurement measurement, ReportSources sources, JobLedger ledger, TimeProvider time)
{
    [Function(nameof(SubmitReport))]
    public async Task<Step<ReportTicket>> RunAsync([ActivityTrigger] ReportStep step, CancellationToken cancellation)
    {
        var source = sources.Get(step.Request.Platform);
        var job = await ledger.FindAsync(step.Request, cancellation);
        if (job is { Ticket: { } ticket } && ticket.Token != step.Lost && IsUnderWay(job, step, source.Descriptor))
        {
            if (job.Run != step.Run) await ledger.SaveAsync(job with { Run = step.Run }, cancellation);
            return new(ticket, null);
        }

        var again = (job is not null && job.Run == step.Run ? job.Again() : new ReportJob(step.Request, step.Run, JobState.Planned)) with { IsConfirming = step.IsConfirmed };
        await ledger.SaveAsync(again, cancellation);
        var account = measurement.Account(step.Request.Platform, step.Request.AccountId);
        if (!(await source.SubmitAsync(account, step.Request, cancellation)).TryGet(out var made, out var fault)) return new(null, fault);
        await ledger.SaveAsync(again.To(JobState.Submitted) with { Ticket = made, SubmittedAt = time.GetUtcNow(), Submissions = again.Submissions + 1 }, cancellation);
        return new(made, null);
    }

    /// <summary>
    /// Whether a job can be gone on with: this run's own, or one that an earlier run left behind, as long as the platform
    /// remembers it.
    /// </summary>
    private bool IsUnderWay(ReportJob job, ReportStep step, PlatformDescriptor platform) =>
        (job.Run == step.Run ? job.State >= JobState.Submitted && job.IsConfirming == step.IsConfirmed : job.State is JobState.Submitted or JobState.Ready)
        && job.SubmittedAt is { } since && time.GetUtcNow() - since < platform.TicketLife;
}
