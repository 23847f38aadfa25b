using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Asks the platform for a report.</summary>
public sealed class SubmitReport(Measurement measurement, ReportSources sources)
{
    [Function(nameof(SubmitReport))]
    public async Task<Step<ReportTicket>> RunAsync([ActivityTrigger] ReportRequest request, CancellationToken cancellation) =>
        Step.Of(await sources.Get(request.Platform)
            .SubmitAsync(measurement.Account(request.Platform, request.AccountId), request, cancellation));
}
