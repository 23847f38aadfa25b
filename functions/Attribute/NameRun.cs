using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>Fixes which reports and lists of ads the run reads, and gives it its id.</summary>
public sealed class NameRun(Lake lake, Measurement measurement)
{
    [Function(nameof(NameRun))]
    public async Task<NamedRun> RunAsync([ActivityTrigger] NameInput input, CancellationToken cancellation)
    {
        var reports = await CurrentReports.ListAsync(lake, measurement, cancellation);
        await lake.Runs.WriteAsync(CurrentReports.ListName(input.Work), BinaryData.FromObjectAsJson(reports), cancellation);
        var entities = await EntitiesAsync(cancellation);
        await lake.Runs.WriteAsync(ShardJourneys.AdsName(input.Work), await ParquetFile.WriteAsync(entities), cancellation);
        var ads = (await new ShardJourneys(lake).AdsAsync(input.Work, cancellation)).Hash;
        var run = new RunName(
            input.Night,
            Settings.CodeVersion,
            measurement.Hash,
            input.EventsHash,
            RunName.HashOf(reports.SelectMany(report => new[] { report.Delivery, report.Conversion }).OfType<string>().Append($"ads {ads}")));
        return new(run, ads);
    }

    private async Task<IReadOnlyList<AdEntity>> EntitiesAsync(CancellationToken cancellation)
    {
        var rows = new List<AdEntity>();
        foreach (var account in measurement.Accounts)
        {
            foreach (var kind in (string[])[ReportLevels.Campaign, ReportLevels.AdGroup, ReportLevels.Ad])
            {
                if (await lake.Reports.FindAsync(ReportPaths.Entities(account, kind) + EntityPublication.History, cancellation) is { } history)
                    rows.AddRange(await ParquetFile.ReadAsync<AdEntity>(history));
            }
        }

        return rows;
    }
}
