using System.IO.Compression;
using System.Security.Cryptography;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Puts a report into <c>raw/</c> exactly as it came, under its hash; the manifest comes last.</summary>
public sealed class DownloadReport(Measurement measurement, ReportSources sources, Lake lake, TimeProvider time)
{
    [Function(nameof(DownloadReport))]
    public async Task<Step<RawReport>> RunAsync([ActivityTrigger] SubmittedReport report, CancellationToken cancellation)
    {
        var source = sources.Get(report.Request.Platform);
        var account = measurement.Account(report.Request.Platform, report.Request.AccountId);
        var downloaded = await source.DownloadAsync(account, report.Ticket, cancellation);
        if (!downloaded.TryGet(out var parts, out var fault)) return new(null, fault);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) hash.AppendData(part.Span);
        var folder = ReportPaths.Raw(report.Request, Convert.ToHexStringLower(hash.GetHashAndReset())[..32]);
        for (var number = 0; number < parts.Count; number++)
            await lake.Raw.WriteOnceAsync(PartName(folder, number), Zip(parts[number]), cancellation);
        var manifest = new
        {
            request = report.Request,
            api_version = source.Descriptor.ApiVersion,
            pulled_at = time.GetUtcNow(),
            parts = parts.Count,
            bytes = parts.Sum(part => (long)part.Length),
        };
        await lake.Raw.WriteOnceAsync(folder + "manifest.json", BinaryData.FromObjectAsJson(manifest), cancellation);
        return new(new(folder, parts.Count), null);
    }

    internal static string PartName(string folder, int number) => $"{folder}part-{number:D4}.json.gz";

    private static BinaryData Zip(ReadOnlyMemory<byte> part)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(part.Span);
        return new(stream.ToArray());
    }
}
