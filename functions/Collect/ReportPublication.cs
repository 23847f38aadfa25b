using System.Globalization;
using System.Text.Json;
using Azure;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;
using Pinstitch.Platforms.Normal;

namespace Pinstitch.Functions.Collect;

/// <summary>Publishes one report of facts: reads it once, checks it as a whole, then writes the days that differ from what is there.</summary>
internal sealed class ReportPublication(Lake lake, PlatformReports source, AdAccount account, ReportKind kind, RateTable rates, ReportStep step)
{
    private const int Parallel = 6;

    public async Task<Outcome<PublishedReport>> RunAsync(RawParts raw, CancellationToken cancellation)
    {
        if (!source.Normalise(account, kind, rates, raw.Open()).TryGet(out var report, out var fault)) return fault;
        using var _ = report;
        var before = await BeforeAsync(cancellation);
        var totals = before.ToDictionary(day => day.Key, day => day.Value.Pointer.Totals());
        var findings = ReportGuards.Check(step.Request, account.Currency, report.Days, report.Currencies, totals, step.Today);
        if (findings.FirstOrDefault(finding => finding.Holds) is { } held) return new Fault(FaultKind.Data, $"{step.Request}: {held.Text} The report is kept in raw/ and not published.");
        var result = new PublishedReport(0, report.Rows, report.Days.Values.Sum(day => day.SpendMicros))
        {
            Findings = findings, Unknown = report.Unknown, Missing = report.Missing, FinalUntil = report.FinalUntil,
        };
        if (!step.IsConfirmed && findings.Any(finding => finding.PullsAgain)) return result with { PullAgain = true };
        var finalUntil = report.FinalUntil ?? step.Today.AddDays(-1 - source.Descriptor.LookbackDays);
        var publication = new DayPublication(lake, raw, report.Schema, rates.Version);
        var changed = 0;
        using var slots = new SemaphoreSlim(Parallel);
        var writing = new List<Task>();
        try
        {
            foreach (var file in DayFile.Split(report.Normal(day => (day <= finalUntil, Number(report, before, day))), kind.WithDelivery))
            {
                await slots.WaitAsync(cancellation);
                if (writing.Find(task => task.IsFaulted) is { } broken) await broken;
                var content = await file;
                writing.Add(WriteAsync(content));
            }

            foreach (var day in before.Keys.Where(day => before[day].Pointer.Rows > 0 && !report.Days.ContainsKey(day)))
            {
                await slots.WaitAsync(cancellation);
                writing.Add(WriteAsync(await DayFile.EmptyAsync(day, kind.WithDelivery)));
            }
        }
        finally
        {
            // Nobody goes on writing after this has been given up.
            await Task.WhenAll(writing);
        }

        return result with { Days = changed };

        async Task WriteAsync(DayFile content)
        {
            try
            {
                await using (content)
                {
                    var known = before.TryGetValue(content.Day, out var found) ? found : default;
                    var day = report.Days.TryGetValue(content.Day, out var sum) ? sum : default;
                    if (await publication.PublishAsync(ReportPaths.Day(step.Request, kind, content.Day), content, day, content.Day <= finalUntil, Number(report, before, content.Day), known, cancellation))
                        Interlocked.Increment(ref changed);
                }
            }
            finally
            {
                slots.Release();
            }
        }
    }

    /// <summary>The number of the restatement: one more when numbers have changed, the same when only names or finality have.</summary>
    private static int Number(NormalReport report, Dictionary<DateOnly, (ReportPointer Pointer, ETag Mark)> before, DateOnly day)
    {
        if (!before.TryGetValue(day, out var known)) return 0;
        var now = report.Days.TryGetValue(day, out var sum) ? sum : default;
        return known.Pointer.Totals().Numbers == now.Numbers ? known.Pointer.RestatementNo : known.Pointer.RestatementNo + 1;
    }

    private async Task<Dictionary<DateOnly, (ReportPointer Pointer, ETag Mark)>> BeforeAsync(CancellationToken cancellation)
    {
        var days = new List<DateOnly>();
        var first = string.Create(CultureInfo.InvariantCulture, $"{ReportPaths.Partition(step.Request, kind)}date=");
        // One listing instead of a question a day; most first collections find nothing.
        await foreach (var (name, _) in lake.Reports.ListAsync(first, cancellation))
        {
            if (ReportPaths.PointerDay(name) is { } day && day >= step.Request.From && day <= step.Request.To) days.Add(day);
        }

        var found = new Dictionary<DateOnly, (ReportPointer Pointer, ETag Mark)>();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            days,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (day, stop) =>
            {
                if (await lake.Reports.FindPointerAsync(ReportPaths.Day(step.Request, kind, day) + ReportPaths.Pointer, stop) is not { } pointer) return;
                lock (found) found[day] = (pointer.Content.ToObjectFromJson<ReportPointer>(JsonSerializerOptions.Web)!, pointer.Mark);
            });
        return found;
    }
}
