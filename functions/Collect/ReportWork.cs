using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>The way of one report through the ledger: ask, wait, download, publish; again where the platform has lost it or its numbers are hard to believe.</summary>
internal sealed class ReportWork(TaskOrchestrationContext context, CollectionPlanned plan, CollectionInput input, ReportRequest request)
{
    private const int MostNewJobs = 3;

    public async Task<Step<PublishedReport>> RunAsync()
    {
        for (var step = new ReportStep(request, input.Run, input.Today); ; step = step with { IsConfirmed = true })
        {
            var fetched = await FetchAsync(step);
            // Several days are halved by whoever asked for them.
            if (fetched.Fault is { Kind: FaultKind.TooLarge } && request.From == request.To) fetched = await new SharedFetch(context, FetchAsync).RunAsync(step);
            if (fetched.Fault is not null) return new(null, fetched.Fault);
            var published = await Patience.TryAsync<PublishedReport>(context, nameof(PublishReport), step);
            if (published.Value is not { PullAgain: true } || step.IsConfirmed) return published;
        }
    }

    /// <summary>Brings a report into <c>raw/</c>: asks, waits, downloads; again where the platform has lost it.</summary>
    private async Task<Step<RawReport>> FetchAsync(ReportStep step)
    {
        for (var job = 1; ; job++)
        {
            var submitted = await Patience.TryAsync<ReportTicket>(context, nameof(SubmitReport), step, request.From != request.To);
            if (submitted.Value is not { } ticket) return new(null, submitted.Fault);
            var waited = await WaitAsync(step);
            if (waited.Fault is not null) return new(null, waited.Fault);
            if (waited.Value == ReportState.TooLarge) return new(null, new(FaultKind.TooLarge, $"{request.Platform} cannot make that much at once."));
            if (waited.Value == ReportState.Ready)
            {
                var downloaded = await Patience.TryAsync<RawReport>(context, nameof(DownloadReport), step);
                if (downloaded.Fault is not { Kind: FaultKind.Lost }) return downloaded;
            }

            if (job >= MostNewJobs) return new(null, new(FaultKind.Transient, $"{request.Platform} does not finish the report; it is tried again at the next collection."));
            step = step with { Lost = ticket.Token };
        }
    }

    /// <summary>Polls at once, since many reports are ready by then, and after growing pauses.</summary>
    private async Task<Step<ReportState>> WaitAsync(ReportStep step)
    {
        var deadline = context.CurrentUtcDateTime + plan.Deadline;
        for (var pause = plan.FirstPause; ; pause = pause * 1.5 < plan.LongestPause ? pause * 1.5 : plan.LongestPause)
        {
            var polled = await Patience.TryAsync<ReportState>(context, nameof(PollReport), step);
            if (polled.Fault is not null || polled.Value != ReportState.InProgress) return polled;
            if (context.CurrentUtcDateTime > deadline) return new(ReportState.Lost, null);
            await context.CreateTimer(pause, CancellationToken.None);
        }
    }
}
