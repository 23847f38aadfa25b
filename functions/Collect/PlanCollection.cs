using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Decides which reports to fetch: the account's whole history at first, its look-back from then on.</summary>
public sealed class PlanCollection(Measurement measurement, ReportSources sources, Lake lake)
{
    [Function(nameof(PlanCollection))]
    public async Task<List<ReportRequest>> RunAsync([ActivityTrigger] CollectionInput input, CancellationToken cancellation)
    {
        var account = measurement.Account(input.Platform, input.AccountId);
        var descriptor = sources.Get(input.Platform).Descriptor;
        var isFirst = true;
        await foreach (var _ in lake.Reports.ListAsync(ReportPaths.Account(account), cancellation))
        {
            isFirst = false;
            break;
        }

        var days = isFirst ? Math.Max(account.HistoryDays, descriptor.LookbackDays) : descriptor.LookbackDays;
        return [.. CollectionPlan.For(account.Platform, account.Id, input.Today, days, descriptor.MostDaysPerReport)];
    }
}
