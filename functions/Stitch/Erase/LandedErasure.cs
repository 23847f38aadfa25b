using System.Security.Cryptography;
using System.Text;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch.Erase;

/// <summary>
/// Writes landed events again without erased identifiers: the blobs as they were landed, the compacted days, and the settled weeks. No message goes, so that
/// what was received still balances. New files stand before old ones go; between the two a message stands twice, and counts once.
/// </summary>
/// <param name="lake">Where they are.</param>
/// <param name="tombstones">What is erased.</param>
/// <param name="wasCutOff">Whether an erasure before this one did not come to its end: it may have left files that nothing names.</param>
/// <param name="found">Called before the first file is changed.</param>
internal sealed class LandedErasure(Lake lake, Tombstones tombstones, bool wasCutOff, Func<Task> found)
{
    /// <returns>How many files were written again.</returns>
    public async Task<int> RunAsync(int shards, CancellationToken cancellation)
    {
        var store = new SettledStore(lake);
        var (pointer, mark) = await store.CurrentAsync(shards, cancellation);
        var (days, open) = (new SortedDictionary<string, string>(pointer.Days, StringComparer.Ordinal), new SortedDictionary<string, LandedMark>(pointer.Open, StringComparer.Ordinal));
        var files = 0;
        var dates = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var (name, _) in lake.Events.ListAsync(DayManifest.Prefix, cancellation)) dates.Add(Path.GetFileNameWithoutExtension(name)["date=".Length..]);
        await foreach (var (name, _) in lake.Events.ListAsync(LandedBlobs.Prefix, cancellation)) dates.Add(EventDays.Date(name));
        foreach (var date in dates) files += await DayAsync(date, days, open, cancellation);
        if (files > 0 || wasCutOff) await ClearDaysAsync(dates, cancellation);

        var weeks = new List<string>();
        for (var shard = 0; shard < pointer.Shards.Count; shard++)
        {
            var settling = new ShardSettling(lake, store, shard, pointer.Shards.Count, await store.WeeksAsync(pointer.Shards[shard], cancellation));
            var (replaced, count) = await settling.ReplaceAsync(Clean, found, cancellation);
            files += count;
            weeks.Add(count == 0 ? pointer.Shards[shard] : await store.WriteWeeksAsync(shard, pointer.Shards.Count, replaced, cancellation));
        }

        // Lists of the night before, too: nobody reads them now, and they hold what they held.
        IReadOnlyList<string> old = [.. pointer.Shards.Except(weeks), .. pointer.Former.Except(weeks)];
        if (files == 0 && old.Count == 0) return 0;
        if (mark is not null && !await store.SwapAsync(pointer with { Shards = weeks, Former = old, Days = days, Open = open }, mark, cancellation))
            throw new IOException("What is settled was changed by a night meanwhile. Erase again when the night is over.");
        await store.ClearAsync(old, weeks, cancellation);
        var cleared = await store.CurrentAsync(shards, cancellation);
        if (cleared.Mark is not null && cleared.Pointer.Former.SequenceEqual(old)) await store.SwapAsync(cleared.Pointer with { Former = [] }, cleared.Mark, cancellation);
        return files;
    }

    private LandedRecord Clean(LandedRecord record) => tombstones.Without(record.Event) is var item && ReferenceEquals(item, record.Event) ? record : record with { Event = item };

    private async Task<int> DayAsync(string date, SortedDictionary<string, string> days, SortedDictionary<string, LandedMark> open, CancellationToken cancellation)
    {
        var pointer = await lake.Events.FindPointerAsync(DayManifest.Name(date), cancellation);
        var manifest = pointer?.Content.ToObjectFromJson<DayManifest>() ?? DayManifest.Empty;
        var isSettled = days.GetValueOrDefault(date) == EventDays.MarkOf(manifest.Files.Select(file => $"{file.Key} {file.Value}"));
        var blobs = new List<(BlobFacts Old, string New)>();
        await foreach (var blob in lake.Events.FactsAsync($"{LandedBlobs.Prefix}{date}/", cancellation))
        {
            if (await WithoutAsync(manifest, blob, open, cancellation) is { } name) blobs.Add((blob, name));
        }

        var files = new List<string>();
        foreach (var file in manifest.Files.Keys.ToList())
        {
            if (await WithoutAsync(file, cancellation) is not { } next) continue;
            files.Add(file);
            manifest.Files.Remove(file);
            manifest.Files[next.Name] = next.Length;
        }

        if (blobs.Count + files.Count == 0) return 0;
        if (pointer is not null && !await lake.Events.SwapAsync(DayManifest.Name(date), BinaryData.FromObjectAsJson(manifest), pointer.Value.Mark, cancellation))
            throw new IOException($"The manifest of {date} was changed by a night meanwhile. Erase again when the night is over.");
        if (isSettled) days[date] = EventDays.MarkOf(manifest.Files.Select(file => $"{file.Key} {file.Value}"));
        foreach (var (old, next) in blobs)
        {
            open.Remove(old.Name);
            if (await lake.Events.DeleteAsync(old, cancellation)) continue;
            // The hub has written to it meanwhile: it is done again with what it holds now.
            await lake.Events.DeleteAsync(next, cancellation);
            return blobs.Count + files.Count + await DayAsync(date, days, open, cancellation);
        }

        return blobs.Count + files.Count;
    }

    /// <summary>Deletes files of compacted days that no manifest names.</summary>
    private async Task ClearDaysAsync(IEnumerable<string> dates, CancellationToken cancellation)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var date in dates)
        {
            if (await lake.Events.FindAsync(DayManifest.Name(date), cancellation) is { } content) named.UnionWith(content.ToObjectFromJson<DayManifest>()!.Files.Keys);
        }

        await foreach (var (name, _) in lake.Events.ListAsync("days/", cancellation))
        {
            if (!named.Contains(name)) await lake.Events.DeleteAsync(name, cancellation);
        }
    }

    /// <summary>A landed blob without what is erased; null when it has nothing of it.</summary>
    private async Task<string?> WithoutAsync(DayManifest manifest, BlobFacts blob, SortedDictionary<string, LandedMark> open, CancellationToken cancellation)
    {
        var records = Lines.Read(await lake.Events.ReadAsync(blob.Name, 0, blob.Length, cancellation)).Select(line => LandingJson.ReadLanded(line.Span)).ToList();
        var clean = records.ConvertAll(Clean);
        if (clean.SequenceEqual(records)) return null;
        await found();
        var content = Lines.Write(clean.Select(LandingJson.Write));
        var name = LandedBlobs.Erased(blob.Name, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
        await lake.Events.WriteOnceAsync(name, content, cancellation);
        await foreach (var written in lake.Events.FactsAsync(name, cancellation))
        {
            // What was dealt with to its end is not dealt with again; of what was in part, the messages that are known change nothing.
            if (EventDays.Rest(manifest, blob) is null) manifest.Sources[name] = new(written.Created, written.Length);
            if (open.TryGetValue(blob.Name, out var done) && done == new LandedMark(blob.Created, blob.Length)) open[name] = new(written.Created, written.Length);
        }

        manifest.Sources.Remove(blob.Name);
        return name;
    }

    /// <summary>A file of a compacted day without what is erased; null when it has nothing of it.</summary>
    private async Task<(string Name, long Length)?> WithoutAsync(string file, CancellationToken cancellation)
    {
        var rows = await ParquetFile.ReadAsync<StoredEvent>(await lake.Events.ReadAsync(file, cancellation));
        var clean = rows.Select(row =>
        {
            var record = LandingJson.ReadLanded(Encoding.UTF8.GetBytes(row.Line));
            return Clean(record) is var next && ReferenceEquals(next, record) ? row : row with { Line = Encoding.UTF8.GetString(LandingJson.Write(next)) };
        }).ToList();
        if (clean.SequenceEqual(rows)) return null;
        await found();
        var content = await ParquetFile.WriteAsync<StoredEvent>(clean);
        var name = $"{file[..file.LastIndexOf('-')]}-{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}.parquet";
        await lake.Events.WriteOnceAsync(name, content, cancellation);
        return (name, content.ToMemory().Length);
    }
}
