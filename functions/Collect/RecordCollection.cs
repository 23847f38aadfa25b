using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Writes down what a run has come to: what is covered now, how fresh each report is, and what somebody should look at. A
/// report that failed keeps its own watermark.
/// </summary>
public sealed partial class RecordCollection(Measurement measurement, ReportSources sources, Lake lake, TimeProvider time, ILogger<RecordCollection> logger)
{
    [Function(nameof(RecordCollection))]
    public async Task RunAsync([ActivityTrigger] CollectionOutcome outcome, CancellationToken cancellation)
    {
        var (input, now) = (outcome.Input, time.GetUtcNow());
        var account = measurement.Account(input.Platform, input.AccountId);
        var source = sources.Get(input.Platform);
        var coverage = await CoverageBook.ReadAsync(lake, input.Platform, input.AccountId, cancellation);
        foreach (var report in outcome.Reports.GroupBy(report => report.Planned.Request.Report)) Cover(coverage, report, input.Today);
        await CoverageBook.WriteAsync(lake, input.Platform, input.AccountId, coverage, cancellation);

        var before = await FreshnessBook.FindAsync(lake, input.Platform, input.AccountId, cancellation);
        var kinds = source.Platform.Reports(account).Select(kind => kind.Id).ToHashSet(StringComparer.Ordinal);
        var reports = Freshness(outcome, coverage, before, now).Where(report => kinds.Contains(report.Report)).ToList();
        var findings = outcome.Reports.SelectMany(report => report.Published?.Findings ?? []).ToList();
        findings.AddRange(await LevelComparison.RunAsync(lake, source, account, outcome, cancellation));
        findings.AddRange(await DriftAsync(source, account, outcome, cancellation));
        var missing = Columns(outcome, published => published.Missing);
        findings.AddRange(missing.Select(report => new GuardFinding("schema", $"{report.Key} came without {string.Join(", ", report.Value)}: these numbers are missing, not zero.")));
        // A report that this run had no reason to fetch has not been mended by it.
        var faults = reports.Where(report => report.Fault is not null).Select(report => new Fault(report.FaultKind ?? FaultKind.Transient, report.Fault!)).DistinctBy(fault => fault.Text).ToList();
        var alarms = CollectionAlarms.Of(reports, faults, findings, outcome.Warnings, input.Today, now, before?.Alarms);
        var ready = outcome.Reports.All(report => report.Fault is not null) ? null : await ReadyAsync(source, account, input.Today.AddDays(-1), cancellation);
        await FreshnessBook.WriteAsync(lake, new(input.Platform, input.AccountId, now, reports, alarms)
        {
            DeliveryReady = ready?.Delivery,
            ConversionsReady = ready?.Conversions,
            UnknownColumns = Columns(outcome, published => published.Unknown),
            MissingColumns = missing,
        }, cancellation);
        foreach (var alarm in alarms)
        {
            if (alarm.Kind == "credentials") LogCredentials(account.Name, alarm.Text);
            else LogAlarm(account.Name, alarm.Kind, alarm.Text);
        }
    }

    private static void Cover(Dictionary<string, Coverage> coverage, IEnumerable<ReportOutcome> reports, DateOnly today)
    {
        var list = reports.OrderBy(report => report.Planned.Request.From).ToList();
        var report = list[0].Planned.Request.Report;
        // A sweep counts when all of it has come; its days count as far as they follow on.
        var isWhole = list.Where(item => item.Planned.Tier is not null).All(item => item.Published is not null);
        foreach (var item in list.OrderByDescending(item => item.Planned.Tier is not null))
        {
            if (item.Published is null) continue;
            var request = item.Planned.Request;
            coverage[report] = Coverage.After(coverage.GetValueOrDefault(report), request.From, request.To, isWhole ? item.Planned.Tier : null, today);
        }
    }

    private static List<ReportFreshness> Freshness(CollectionOutcome outcome, Dictionary<string, Coverage> coverage, AccountFreshness? before, DateTimeOffset now)
    {
        var known = before?.Reports.ToDictionary(report => report.Report) ?? [];
        foreach (var report in outcome.Reports.GroupBy(report => report.Planned.Request.Report))
        {
            var was = known.GetValueOrDefault(report.Key);
            var fault = report.FirstOrDefault(item => item.Fault is not null)?.Fault;
            known[report.Key] = new ReportFreshness(report.Key)
            {
                CollectedAt = fault is null ? now : was?.CollectedAt,
                TriedAt = now,
                LastDay = coverage.GetValueOrDefault(report.Key)?.Watermark,
                FirstDay = coverage.GetValueOrDefault(report.Key)?.From,
                Rows = report.Sum(item => item.Published?.Rows ?? 0),
                SpendMicros = report.Sum(item => item.Published?.SpendMicros ?? 0),
                Fault = fault?.Text,
                FaultKind = fault?.Kind,
                FailingSince = fault is null ? null : was?.FailingSince ?? now,
                FinalUntil = report.Select(item => item.Published?.FinalUntil).LastOrDefault(day => day is not null),
            };
        }

        return [.. known.Values.OrderBy(report => report.Report, StringComparer.Ordinal)];
    }

    /// <summary>Once a week: which columns the platform offers, against those of the week before.</summary>
    private async Task<IReadOnlyList<GuardFinding>> DriftAsync(PlatformReports source, AdAccount account, CollectionOutcome outcome, CancellationToken cancellation)
    {
        if (!outcome.Reports.Any(report => report is { Planned.Tier: >= ReportTier.Weekly, Published: not null })) return [];
        // Not to know it is no reason to alarm anybody: what really is missing shows in the reports.
        if (!(await source.OfferedAsync(account, cancellation)).TryGet(out var now, out _) || now.Count == 0) return [];
        var name = ReportPaths.Offered(account.Platform, account.Id);
        var before = (await lake.Runs.FindAsync(name, cancellation))?.ToObjectFromJson<List<string>>();
        var findings = ColumnDrift.Between(source.Descriptor.Name, before, now, source.Known(account));
        await lake.Runs.WriteAsync(name, BinaryData.FromObjectAsJson(now.Order(StringComparer.Ordinal)), cancellation);
        return findings;
    }

    private static async Task<MetricsReady?> ReadyAsync(PlatformReports source, AdAccount account, DateOnly day, CancellationToken cancellation) =>
        (await source.ReadinessAsync(account, day, cancellation)).TryGet(out var ready, out _) ? ready : null;

    private static Dictionary<string, IReadOnlyList<string>> Columns(CollectionOutcome outcome, Func<PublishedReport, IReadOnlyList<string>> read) => outcome.Reports
        .Where(report => report.Published is { } published && read(published).Count > 0)
        .GroupBy(report => report.Planned.Request.Report)
        .ToDictionary(report => report.Key, report => (IReadOnlyList<string>)[.. report.SelectMany(item => read(item.Published!)).Distinct().Order(StringComparer.Ordinal)]);

    [LoggerMessage(1007, LogLevel.Critical, "{Account} cannot be collected until somebody acts: {Text}")]
    private partial void LogCredentials(string account, string text);

    [LoggerMessage(1008, LogLevel.Warning, "{Account}: {Kind}: {Text}")]
    private partial void LogAlarm(string account, string kind, string text);
}
