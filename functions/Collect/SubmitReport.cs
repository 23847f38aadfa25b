using Microsoft.Extensions.Logging;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Asks the platform for a report, unless a job for it is under way already.</summary>
public sealed partial class SubmitReport(Measurement measurement, ReportSources sources, JobLedger ledger, TimeProvider time, ILogger<SubmitReport> logger)
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

        if (job?.AskingSince is { } since && !source.Descriptor.KnowsRequestsAgain) LogAskedAgain(step.Request.ToString(), since);
        var again = (job is not null && job.Run == step.Run ? job.Again() : new ReportJob(step.Request, step.Run, JobState.Planned)) with { IsConfirming = step.IsConfirmed };
        // Whoever comes after a crash sees that the platform may have made the job without our knowing its name.
        var asking = again with { AskingSince = time.GetUtcNow(), Submissions = again.Submissions + 1 };
        await ledger.SaveAsync(asking, cancellation);
        var account = measurement.Account(step.Request.Platform, step.Request.AccountId);
        var only = await ledger.SharedAsync(step.Request, cancellation);
        if (!(await source.SubmitAsync(account, step.Request, only, cancellation)).TryGet(out var made, out var fault))
        {
            // A refusal has made no job; an answer that did not come may have.
            if (fault.Kind != FaultKind.Transient) await ledger.SaveAsync(again, cancellation);
            return new(null, fault);
        }

        await ledger.SaveAsync(asking.To(JobState.Submitted) with { Ticket = made, SubmittedAt = time.GetUtcNow(), AskingSince = null }, cancellation);
        return new(made, null);
    }

    /// <summary>
    /// Whether a job can be gone on with: this run's own, or one that an earlier run left behind, as long as the platform
    /// remembers it.
    /// </summary>
    private bool IsUnderWay(ReportJob job, ReportStep step, PlatformDescriptor platform) =>
        (job.Run == step.Run ? job.State >= JobState.Submitted && job.IsConfirming == step.IsConfirmed : job.State is JobState.Submitted or JobState.Ready)
        && job.SubmittedAt is { } since && time.GetUtcNow() - since < platform.TicketLife;

    [LoggerMessage(1009, LogLevel.Warning, "{Report} is asked for again: the process died while it was being asked for at {Since}, and the platform cannot tell whether it made a job then")]
    private partial void LogAskedAgain(string report, DateTimeOffset since);
}
