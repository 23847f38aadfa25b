using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Puts a report into <c>raw/</c> exactly as it came, under its hash. The manifest comes last, and only for a report that
/// can be read to its end.
/// </summary>
public sealed class DownloadReport(Measurement measurement, ReportSources sources, JobLedger ledger, Lake lake, TimeProvider time)
{
    [Function(nameof(DownloadReport))]
    public async Task<Step<RawReport>> RunAsync([ActivityTrigger] ReportStep step, CancellationToken cancellation)
    {
        var job = await ledger.GetAsync(step.Request, cancellation);
        if (job is { State: >= JobState.Downloaded, Raw: { } done })
        {
            var known = (await lake.Raw.ReadAsync(ReportPaths.Manifest(done), cancellation)).ToObjectFromJson<RawManifest>(JobLedger.Json)!;
            return new(new(done, known.Parts, known.Rows), null);
        }

        var source = sources.Get(step.Request.Platform);
        var account = measurement.Account(step.Request.Platform, step.Request.AccountId);
        var kind = source.Kind(account, step.Request.Report);
        var only = await ledger.SharedAsync(step.Request, cancellation);
        using var spool = new PartSpool();
        if (!(await source.DownloadAsync(account, step.Request, only, job.Ticket!, spool, cancellation)).TryGet(out var parts, out var fault)) return new(null, fault);
        if (!source.Count(kind, Enumerable.Range(0, parts).Select(part => (Func<Stream>)(() => spool.OpenPacked(part)))).TryGet(out var rows, out fault)) return new(null, fault);
        var folder = ReportPaths.Raw(step.Request, step.Run, spool.Hash[..16]);
        for (var part = 0; part < parts; part++)
        {
            await using var packed = spool.OpenPacked(part);
            await lake.Raw.StreamOnceAsync(ReportPaths.Part(folder, part), packed, cancellation);
        }

        var manifest = new RawManifest(step.Request, kind, source.Descriptor.ApiVersion, time.GetUtcNow(), parts, spool.Bytes, rows, spool.Hash, step.Run);
        await lake.Raw.WriteOnceAsync(ReportPaths.Manifest(folder), BinaryData.FromObjectAsJson(manifest, JobLedger.Json), cancellation);
        await ledger.SaveAsync(job.To(JobState.Downloaded) with { Raw = folder, RawHash = spool.Hash }, cancellation);
        return new(new(folder, parts, rows), null);
    }
}
