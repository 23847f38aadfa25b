using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Asks how far a report is.</summary>
public sealed class PollReport(Measurement measurement, ReportSources sources)
{
    [Function(nameof(PollReport))]
    public async Task<Step<ReportState>> RunAsync([ActivityTrigger] SubmittedReport report, CancellationToken cancellation) =>
        Step.Of(await sources.Get(report.Request.Platform)
            .PollAsync(measurement.Account(report.Request.Platform, report.Request.AccountId), report.Ticket, cancellation));
}
