using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Publishes every raw report again, in the order in which they were fetched. Over an empty <c>reports/</c> this makes it
/// anew, to the byte; over a full one it changes what a corrected table reads differently.
/// </summary>
public sealed class RawReplay(Lake lake, Measurement measurement, ReportSources sources, RateTable rates)
{
    /// <returns>Raw reports that were published, and the faults of those that could not be.</returns>
    public async Task<(int Reports, IReadOnlyList<Fault> Faults)> RunAsync(CancellationToken cancellation)
    {
        var (published, faults) = (0, new List<Fault>());
        foreach (var raw in await ListAsync(cancellation))
        {
            var manifest = raw.Manifest;
            var account = measurement.Accounts.FirstOrDefault(account => account.Platform == manifest.Request.Platform && account.Id == manifest.Request.AccountId);
            if (account is null) continue;
            var source = sources.Get(account.Platform);
            var step = new ReportStep(manifest.Request, manifest.Run, CollectionStart.Today(account, sources, manifest.PulledAt)) { IsConfirmed = true };
            var done = manifest.Report.Entity is not null
                ? await new EntityPublication(lake, source, account, manifest.Report).RunAsync(raw, cancellation)
                : await new ReportPublication(lake, source, account, manifest.Report, rates, step).RunAsync(raw, cancellation);
            if (done.Fault is { } fault) faults.Add(fault);
            else published++;
        }

        return (published, faults);
    }

    private async Task<IReadOnlyList<RawParts>> ListAsync(CancellationToken cancellation)
    {
        var found = new List<RawParts>();
        var end = ReportPaths.Manifest(string.Empty);
        await foreach (var (name, _) in lake.Raw.ListAsync(string.Empty, cancellation))
        {
            if (!name.EndsWith('/' + end, StringComparison.Ordinal)) continue;
            var manifest = (await lake.Raw.ReadAsync(name, cancellation)).ToObjectFromJson<RawManifest>(JobLedger.Json)!;
            // A share is no report by itself; the manifest of the whole leads to it.
            if (manifest.Request.Share is null) found.Add(new(lake, name[..^end.Length], manifest));
        }

        return [.. found.OrderBy(raw => raw.Manifest.PulledAt).ThenBy(raw => raw.Folder, StringComparer.Ordinal)];
    }
}
