using System.Globalization;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Decides which reports to fetch over which days.</summary>
public sealed partial class PlanCollection(Measurement measurement, ReportSources sources, Lake lake, ILogger<PlanCollection> logger)
{
    /// <summary>Days before the end of an API version from which on it is said every day.</summary>
    private const int WarnDays = 60;

    [Function(nameof(PlanCollection))]
    public async Task<CollectionPlanned> RunAsync([ActivityTrigger] CollectionInput input, CancellationToken cancellation)
    {
        var account = measurement.Account(input.Platform, input.AccountId);
        var source = sources.Get(input.Platform);
        var descriptor = source.Descriptor;
        var coverage = await CoverageBook.ReadAsync(lake, input.Platform, input.AccountId, cancellation);
        var key = (account.Platform, account.Id);
        var reports = new List<PlannedReport>();
        foreach (var kind in source.Platform.Reports(account))
        {
            if (input is { From: { } from, To: { } to })
            {
                if (!kind.IsSnapshot && !kind.IsHourly) reports.AddRange(CollectionPlan.Pieces(kind, key, Later(from, input.Today.AddDays(-kind.MostHistory)), to, null));
            }
            else
            {
                reports.AddRange(CollectionPlan.For(kind, key, coverage.GetValueOrDefault(kind.Id), input.Today, descriptor.LookbackDays, account.HistoryDays, coverage.Count == 0));
            }
        }

        return new(reports, descriptor.Lanes, descriptor.FirstPause, descriptor.LongestPause, descriptor.Deadline, [.. Warnings(descriptor, input.Today)]);
    }

    private IEnumerable<string> Warnings(PlatformDescriptor descriptor, DateOnly today)
    {
        if (descriptor.ApiVersionEnds is not { } end || end.DayNumber - today.DayNumber > WarnDays) yield break;
        LogVersionEnds(descriptor.Name, descriptor.ApiVersion, end);
        yield return string.Create(CultureInfo.InvariantCulture, $"{descriptor.Name} switches version {descriptor.ApiVersion} of its API off on {end:yyyy-MM-dd}: update Pinstitch before.");
    }

    private static DateOnly Later(DateOnly one, DateOnly two) => one > two ? one : two;

    [LoggerMessage(1006, LogLevel.Warning, "{Platform} switches version {Version} of its API off on {End}; update before")]
    private partial void LogVersionEnds(string platform, string version, DateOnly end);
}
