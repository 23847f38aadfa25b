using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Holds each level's spend against the level above it, over the days of a run.</summary>
internal static class LevelComparison
{
    private const int Parallel = 8;

    public static async Task<IReadOnlyList<GuardFinding>> RunAsync(Lake lake, PlatformReports source, AdAccount account, CollectionOutcome outcome, CancellationToken cancellation)
    {
        var ranges = outcome.Reports
            .Where(report => report.Published is not null)
            .Select(report => (report.Planned.Request, Kind: source.Kind(account, report.Planned.Request.Report)))
            .Where(report => report.Kind is { Cut: ReportCuts.None, WithDelivery: true, IsSnapshot: false })
            .GroupBy(report => report.Kind.Level)
            .ToDictionary(level => level.Key, level => level.ToList());
        var findings = new List<GuardFinding>();
        string? above = null;
        Dictionary<DateOnly, long> spendAbove = [];
        foreach (var level in ReportLevels.All.Where(ranges.ContainsKey))
        {
            var spend = new Dictionary<DateOnly, long>();
            foreach (var (request, kind) in ranges[level])
            {
                // A month is enough: what was compared when it was fresh is compared again only when it may change.
                var days = Enumerable.Range(0, request.To.DayNumber - request.From.DayNumber + 1).Select(day => request.To.AddDays(-day)).Take(35);
                await System.Threading.Tasks.Parallel.ForEachAsync(days, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (day, stop) =>
                {
                    if (await lake.Reports.FindAsync(ReportPaths.Day(request, kind, day) + ReportPaths.Pointer, stop) is not { } pointer) return;
                    lock (spend) spend[day] = pointer.ToObjectFromJson<ReportPointer>(JsonSerializerOptions.Web)!.SpendMicros;
                });
            }

            if (above is not null) findings.AddRange(ReportGuards.Compare(level, spend, above, spendAbove, account.Currency));
            (above, spendAbove) = (level, spend);
        }

        return findings;
    }
}
