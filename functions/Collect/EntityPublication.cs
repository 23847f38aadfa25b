using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Takes a list of entities into their history and writes down what has changed since the one before.</summary>
internal sealed class EntityPublication(Lake lake, PlatformReports source, AdAccount account, ReportKind kind)
{
    /// <summary>Name of the history in an entity's folder.</summary>
    public const string History = "history.parquet";

    public async Task<Outcome<PublishedReport>> RunAsync(RawParts raw, CancellationToken cancellation)
    {
        if (!source.Entities(account, kind, raw.Open()).TryGet(out var now, out var fault)) return fault;
        var folder = ReportPaths.Entities(account, kind.Entity!);
        var at = raw.Manifest.PulledAt;
        var changesName = string.Create(CultureInfo.InvariantCulture, $"{folder}changes/{at.UtcDateTime:yyyy-MM-dd'T'HHmmss'Z'}.parquet");
        var found = await lake.Reports.FindPointerAsync(folder + History, cancellation);
        var history = found is { } known ? await ParquetFile.ReadAsync<AdEntity>(known.Content) : [];
        // A list that is taken in already, or that is older than the history, changes nothing.
        if (history.Any(row => row.ValidFrom >= at || row.ValidTo >= at)) return new PublishedReport(0, now.Count, 0);
        var (rows, changes) = EntityHistory.Take(history, now, at);
        if (changes.Count == 0) return new PublishedReport(0, now.Count, 0);
        await lake.Reports.WriteAsync(changesName, await ParquetFile.WriteAsync(changes), cancellation);
        return await lake.Reports.SwapAsync(folder + History, await ParquetFile.WriteAsync(rows), found?.Mark, cancellation)
            ? new PublishedReport(1, now.Count, 0)
            : throw new InvalidOperationException($"The history {folder}{History} was changed by somebody else; the step is repeated.");
    }
}
