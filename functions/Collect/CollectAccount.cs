using Microsoft.Extensions.Logging;
using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Collects one account: plan, then the reports in a few lanes, then the record. Every step is in the history before the
/// next begins, so a restart asks for no report twice. A report that fails does not keep the others back.
/// </summary>
public static partial class CollectAccount
{
    [Function(nameof(CollectAccount))]
    public static async Task<CollectionResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<CollectionInput>()!;
        var logger = context.CreateReplaySafeLogger(typeof(CollectAccount).FullName!);
        var plan = await context.CallActivityAsync<CollectionPlanned>(nameof(PlanCollection), input);
        var outcomes = new List<ReportOutcome>[plan.Lanes];
        var gate = new ClosedAccount();
        // Lanes take turns by place, not by who is free, so that a replay deals them out in the same way.
        await Task.WhenAll(Enumerable.Range(0, plan.Lanes).Select(lane => WorkAsync(lane)));
        var all = outcomes.SelectMany(lane => lane).ToList();
        await context.CallActivityAsync(nameof(RecordCollection), new CollectionOutcome(input, all, plan.Warnings));
        return new(
            all.Count(outcome => outcome.Published is not null),
            all.Sum(outcome => outcome.Published?.Days ?? 0),
            all.Sum(outcome => outcome.Published?.Rows ?? 0),
            [.. all.Where(outcome => outcome.Fault is not null).Select(outcome => outcome.Fault!.Text).Distinct()]);

        async Task WorkAsync(int lane)
        {
            outcomes[lane] = [];
            for (var place = lane; place < plan.Reports.Count; place += plan.Lanes)
            {
                var planned = plan.Reports[place];
                var outcome = gate.Fault is { } closed ? new(planned, null, closed) : await CollectReportAsync(context, plan, input, planned);
                outcomes[lane].Add(outcome);
                gate.IsProven |= outcome.Published is not null;
                if (outcome.Fault is not { } fault) continue;
                LogReportFailed(logger, planned.Request.ToString(), fault.ToString());
                // What is wrong with the account is wrong with its other reports too, unless one of them has come through.
                if (fault.Kind == FaultKind.Configuration && !gate.IsProven) gate.Fault ??= fault;
            }
        }
    }

    private static async Task<ReportOutcome> CollectReportAsync(TaskOrchestrationContext context, CollectionPlanned plan, CollectionInput input, PlannedReport planned)
    {
        var whole = new PublishedReport(0, 0, 0);
        var work = new Stack<ReportRequest>([planned.Request]);
        while (work.TryPop(out var request))
        {
            var step = await new ReportWork(context, plan, input, request).RunAsync();
            if (step.Fault is { Kind: FaultKind.TooLarge } && request.Split() is { } halves)
            {
                // Too much at once: the same days in two halves, down to a single one.
                work.Push(halves.Second);
                work.Push(halves.First);
                continue;
            }

            if (step.Value is not { } done) return new(planned, null, step.Fault);
            whole = whole with
            {
                Days = whole.Days + done.Days,
                Rows = whole.Rows + done.Rows,
                SpendMicros = whole.SpendMicros + done.SpendMicros,
                Findings = [.. whole.Findings, .. done.Findings],
                Unknown = [.. whole.Unknown.Union(done.Unknown)],
                Missing = [.. whole.Missing.Union(done.Missing)],
                FinalUntil = done.FinalUntil ?? whole.FinalUntil,
            };
        }

        return new(planned, whole, null);
    }

    [LoggerMessage(1002, LogLevel.Error, "Report {Report} was not collected: {Fault}")]
    private static partial void LogReportFailed(ILogger logger, string report, string fault);

    private sealed class ClosedAccount
    {
        public Fault? Fault { get; set; }

        public bool IsProven { get; set; }
    }
}
