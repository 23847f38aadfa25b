using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Land;
using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>
/// Deletes an arrival day's landed blobs, with which visitors' addresses and browsers go; what is counted is in the compacted
/// files. A blob goes only when every message in it was found in those files, and only if nobody has written to it since.
/// Rejected messages stay, without address and browser. It may be killed anywhere and repeated.
/// </summary>
public sealed partial class RetireLanded(Lake lake, ILogger<RetireLanded> logger)
{
    /// <param name="date">The arrival day, UTC, <c>yyyy-MM-dd</c>.</param>
    /// <param name="cancellation">Signalled when the host stops.</param>
    /// <returns>How many blobs went.</returns>
    [Function(nameof(RetireLanded))]
    public async Task<long> RunAsync([ActivityTrigger] string date, CancellationToken cancellation) =>
        await DeleteLandedAsync(date, cancellation) + await ClearRejectedAsync(date, cancellation);

    private async Task<long> DeleteLandedAsync(string date, CancellationToken cancellation)
    {
        if (await lake.Events.FindAsync(DayManifest.Name(date), cancellation) is not { } found) return 0;
        var manifest = found.ToObjectFromJson<DayManifest>()!;
        var hours = new Dictionary<string, HashSet<(int, long)>>(StringComparer.Ordinal);
        var count = 0L;
        await foreach (var blob in lake.Events.FactsAsync($"{LandedBlobs.Prefix}{date}/", cancellation))
        {
            // What is not compacted waits for the next night.
            if (EventDays.Rest(manifest, blob) is not null) continue;
            var hour = Path.GetDirectoryName(blob.Name)![^2..];
            if (!hours.TryGetValue(hour, out var kept)) hours[hour] = kept = await KeptAsync(manifest, [$"/{date}T{hour}-", $"/{date}T{CompactDay.OtherDays}-"], cancellation);
            var missing = Lines.Read(await lake.Events.ReadAsync(blob.Name, 0, blob.Length, cancellation))
                .Select(line => LandingJson.ReadLanded(line.Span))
                .Count(record => !kept.Contains((record.Partition, record.Sequence)));
            if (missing > 0) LogMissing(blob.Name, missing);
            else if (await lake.Events.DeleteAsync(blob, cancellation)) count++;
        }

        return count;
    }

    private async Task<HashSet<(int, long)>> KeptAsync(DayManifest manifest, string[] marks, CancellationToken cancellation)
    {
        var kept = new HashSet<(int, long)>();
        foreach (var file in manifest.Files.Keys.Where(file => System.Array.Exists(marks, mark => file.Contains(mark, StringComparison.Ordinal))))
            kept.UnionWith((await ParquetFile.ReadAsync<StoredPlace>(await lake.Events.ReadAsync(file, cancellation))).Select(row => (row.Partition, row.Sequence)));
        return kept;
    }

    /// <summary>A blob is written once more without them under a name that tells its content, then the old one goes; between the two its messages stand twice, and count once.</summary>
    private async Task<long> ClearRejectedAsync(string date, CancellationToken cancellation)
    {
        var count = 0L;
        var blobs = new List<BlobFacts>();
        await foreach (var blob in lake.Rejected.FactsAsync($"{LandedBlobs.Prefix}{date}/", cancellation)) blobs.Add(blob);
        foreach (var blob in blobs.Where(blob => !LandedBlobs.IsCleared(blob.Name)))
        {
            var records = Lines.Read(await lake.Rejected.ReadAsync(blob.Name, 0, blob.Length, cancellation)).Select(line => LandingJson.ReadRejected(line.Span)).ToList();
            var content = Lines.Write(records.Select(record => LandingJson.Write(record with { Body = ClientRemoval.From(record.Body) })));
            await lake.Rejected.WriteOnceAsync(LandedBlobs.Cleared(blob.Name, Convert.ToHexStringLower(SHA256.HashData(content))[..12]), content, cancellation);
            if (await lake.Rejected.DeleteAsync(blob, cancellation)) count++;
        }

        return count;
    }

    [LoggerMessage(2004, LogLevel.Critical, "{Blob} is kept: {Missing} of its messages are not in the compacted files that its manifest names")]
    private partial void LogMissing(string blob, int missing);
}
