using System.Globalization;
using System.Security.Cryptography;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Land;
using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>
/// Turns what was landed on a day into Parquet, sorted by time, each event under its own day, however late it came. An
/// hour at a time, so that memory is bounded; what belongs to other days is gathered over the hours, so that no day gets
/// more than a file or two from each later one. The manifest is swapped at the end, and until then nobody reads the files.
/// What is landed for the day later (a stalled partition) is compacted by the next night.
/// </summary>
public sealed class CompactDay(Lake lake)
{
    /// <summary>Most events in a file, so that it can be read whole.</summary>
    private const int MostRows = 100_000;

    /// <summary>What stands for the hour in the names of files of other days' events.</summary>
    internal const string OtherDays = "other";

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
        var others = new List<StoredEvent>();
        foreach (var hour in blobs.GroupBy(blob => Path.GetDirectoryName(blob.Name)!))
        {
            var events = await ReadAsync(manifest, hour, cancellation);
            rows += events.Count;
            await WriteAsync(manifest, date, date, hour.Key[^2..], events.FindAll(item => DayOf(item) == date), cancellation);
            others.AddRange(events.Where(item => DayOf(item) != date));
            if (others.Count >= MostRows) await WriteOthersAsync(manifest, date, others, cancellation);
            foreach (var blob in hour) manifest.Sources[blob.Name] = new(blob.Created, blob.Length);
        }

        await WriteOthersAsync(manifest, date, others, cancellation);
        if (rows > 0 && !await lake.Events.SwapAsync(DayManifest.Name(date), BinaryData.FromObjectAsJson(manifest), found?.Mark, cancellation))
            throw new IOException($"The manifest of {date} was changed by somebody else meanwhile; the next try begins with theirs.");
        return rows;
    }

    private async Task WriteOthersAsync(DayManifest manifest, string date, List<StoredEvent> others, CancellationToken cancellation)
    {
        foreach (var day in others.GroupBy(DayOf))
        {
            var rows = Sorted(day);
            await WriteAsync(manifest, date, day.Key, OtherDays, rows, cancellation);
            if (string.CompareOrdinal(day.Key, date) < 0) manifest.Late[day.Key] = manifest.Late.GetValueOrDefault(day.Key) + rows.Count;
        }

        others.Clear();
    }

    private async Task WriteAsync(DayManifest manifest, string date, string day, string part, List<StoredEvent> rows, CancellationToken cancellation)
    {
        foreach (var rowsOfFile in rows.Chunk(MostRows))
        {
            var content = await ParquetFile.WriteAsync<StoredEvent>(rowsOfFile);
            var name = $"days/date={day}/{date}T{part}-{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}.parquet";
            await lake.Events.WriteOnceAsync(name, content, cancellation);
            manifest.Files[name] = content.ToMemory().Length;
        }
    }

    private static string DayOf(StoredEvent item) => item.EventTime.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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

        return Sorted(events.DistinctBy(item => (item.Partition, item.Sequence)));
    }

    private static List<StoredEvent> Sorted(IEnumerable<StoredEvent> events) =>
        [
            .. events
                .OrderBy(item => item.EventTime)
                .ThenBy(item => item.EventId, StringComparer.Ordinal)
                .ThenBy(item => item.EventName, StringComparer.Ordinal)
                .ThenBy(item => item.Partition)
                .ThenBy(item => item.Sequence),
        ];
}
