using System.Globalization;
using System.Security.Cryptography;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Land;
using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>
/// Turns what was landed on a day into Parquet, sorted by time, each event under its own day, however late it came. An
/// hour at a time, so that memory is bounded; the manifest is swapped at the end, and until then nobody reads the files.
/// What is landed for the day later (a stalled partition) is compacted by the next night.
/// </summary>
public sealed class CompactDay(Lake lake)
{
    /// <summary>Most events in a file, so that it can be read whole.</summary>
    private const int MostRows = 100_000;

    /// <param name="date">The arrival day, UTC, <c>yyyy-MM-dd</c>.</param>
    /// <param name="cancellation">Signalled when the host stops.</param>
    /// <returns>How many events were compacted now.</returns>
    [Function(nameof(CompactDay))]
    public async Task<long> RunAsync([ActivityTrigger] string date, CancellationToken cancellation)
    {
        var found = await lake.Events.FindPointerAsync(DayManifest.Name(date), cancellation);
        var manifest = found?.Content.ToObjectFromJson<DayManifest>() ?? DayManifest.Empty;
        var blobs = new List<BlobFacts>();
        await foreach (var blob in lake.Events.FactsAsync($"{LandedBlobs.Prefix}{date}/", cancellation)) blobs.Add(blob);
        var rows = 0L;
        foreach (var hour in blobs.GroupBy(blob => Path.GetDirectoryName(blob.Name)!))
        {
            var events = await ReadAsync(manifest, hour, cancellation);
            rows += events.Count;
            foreach (var day in events.GroupBy(item => item.EventTime.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            {
                foreach (var rowsOfFile in day.Chunk(MostRows))
                {
                    var content = await ParquetFile.WriteAsync<StoredEvent>(rowsOfFile);
                    var name = $"days/date={day.Key}/{date}T{hour.Key[^2..]}-{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}.parquet";
                    await lake.Events.WriteOnceAsync(name, content, cancellation);
                    manifest.Files[name] = content.ToMemory().Length;
                }

                if (string.CompareOrdinal(day.Key, date) < 0) manifest.Late[day.Key] = manifest.Late.GetValueOrDefault(day.Key) + day.Count();
            }

            foreach (var blob in hour) manifest.Sources[blob.Name] = new(blob.Created, blob.Length);
        }

        if (rows > 0 && !await lake.Events.SwapAsync(DayManifest.Name(date), BinaryData.FromObjectAsJson(manifest), found?.Mark, cancellation))
            throw new IOException($"The manifest of {date} was changed by somebody else meanwhile; the next try begins with theirs.");
        return rows;
    }

    /// <summary>What the manifest does not cover, each delivery once, in the order of the files.</summary>
    private async Task<List<StoredEvent>> ReadAsync(DayManifest manifest, IEnumerable<BlobFacts> blobs, CancellationToken cancellation)
    {
        var events = new List<StoredEvent>();
        foreach (var blob in blobs)
        {
            if (EventDays.Rest(manifest, blob) is not { } rest) continue;
            foreach (var line in Lines.Read(await lake.Events.ReadAsync(blob.Name, rest.Offset, rest.Length, cancellation)))
                events.Add(StoredEvent.Of(LandingJson.ReadLanded(line.Span), line.Span));
        }

        return
        [
            .. events
                .DistinctBy(item => (item.Partition, item.Sequence))
                .OrderBy(item => item.EventTime)
                .ThenBy(item => item.EventId, StringComparer.Ordinal)
                .ThenBy(item => item.EventName, StringComparer.Ordinal)
                .ThenBy(item => item.Partition)
                .ThenBy(item => item.Sequence),
        ];
    }
}
