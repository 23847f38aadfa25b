using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>Fixes which reports the run reads, and gives it its id.</summary>
public sealed class NameRun(Lake lake, Measurement measurement)
{
    [Function(nameof(NameRun))]
    public async Task<RunName> RunAsync([ActivityTrigger] NameInput input, CancellationToken cancellation)
    {
        var reports = await CurrentReports.ListAsync(lake, measurement, cancellation);
        await lake.Runs.WriteAsync(CurrentReports.ListName(input.Work), BinaryData.FromObjectAsJson(reports), cancellation);
        return new(input.Night, Settings.CodeVersion, measurement.Hash, input.EventsHash, RunName.HashOf(reports.SelectMany(report => new[] { report.Delivery, report.Conversion }).OfType<string>()));
    }
}
