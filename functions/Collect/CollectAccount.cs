using Microsoft.Extensions.Logging;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Collects one account: plan, then for each report ask, wait, download, publish. Every step is in the history before the
/// next begins, so a restart asks for no report twice. A report that fails does not keep the others back.
/// </summary>
public static partial class CollectAccount
{
    private const int MostNewJobs = 3;

    [Function(nameof(CollectAccount))]
    public static async Task<CollectionResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<CollectionInput>()!;
        var logger = context.CreateReplaySafeLogger(typeof(CollectAccount).FullName!);
        var plan = await context.CallActivityAsync<List<ReportRequest>>(nameof(PlanCollection), input);
        var (published, days, rows) = (0, 0, 0);
        var faults = new List<string>();
        foreach (var request in plan)
        {
            var step = await CollectReportAsync(context, input, request);
            if (step.Value is { } done)
            {
                published++;
                days += done.Days;
                rows += done.Rows;
                continue;
            }

            LogReportFailed(logger, request.Platform, request.AccountId, request.Level, step.Fault!.ToString());
            faults.Add(step.Fault.Text);
            // What is wrong with the account is wrong with its other reports too.
            if (step.Fault.Kind == FaultKind.Configuration) break;
        }

        return new(published, days, rows, faults);
    }

    private static async Task<Step<PublishedReport>> CollectReportAsync(TaskOrchestrationContext context, CollectionInput input, ReportRequest request)
    {
        for (var job = 1; ; job++)
        {
            var submitted = await Patience.TryAsync<ReportTicket>(context, nameof(SubmitReport), request);
            if (submitted.Value is not { } ticket) return new(null, submitted.Fault);
            var waited = await WaitAsync(context, new(request, ticket));
            if (waited.Fault is not null) return new(null, waited.Fault);
            if (waited.Value == ReportState.Lost && job < MostNewJobs) continue;
            if (waited.Value != ReportState.Ready) return new(null, new(FaultKind.Transient, $"{request.Platform} does not finish the report; it is tried again at the next collection."));
            var downloaded = await Patience.TryAsync<RawReport>(context, nameof(DownloadReport), new SubmittedReport(request, ticket));
            if (downloaded.Value is not { } raw) return new(null, downloaded.Fault);
            return await Patience.TryAsync<PublishedReport>(context, nameof(PublishReport), new DownloadedReport(request, raw, input.Today));
        }
    }

    /// <summary>Polls with growing pauses, for an hour at most.</summary>
    private static async Task<Step<ReportState>> WaitAsync(TaskOrchestrationContext context, SubmittedReport report)
    {
        var deadline = context.CurrentUtcDateTime + TimeSpan.FromHours(1);
        for (var pause = TimeSpan.FromSeconds(2); ; pause = pause * 1.5 < TimeSpan.FromMinutes(1) ? pause * 1.5 : TimeSpan.FromMinutes(1))
        {
            var polled = await Patience.TryAsync<ReportState>(context, nameof(PollReport), report);
            if (polled.Fault is not null || polled.Value != ReportState.InProgress || context.CurrentUtcDateTime > deadline) return polled;
            await context.CreateTimer(pause, CancellationToken.None);
        }
    }

    [LoggerMessage(1002, LogLevel.Error, "Report {Platform} {Account} {Level} was not collected: {Fault}")]
    private static partial void LogReportFailed(ILogger logger, string platform, string account, string level, string fault);
}
