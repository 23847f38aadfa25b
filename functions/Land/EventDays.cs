using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land.Settle;

namespace Pinstitch.Functions.Land;

/// <summary>Where the landed events are: in compacted days, and behind those in what was landed since.</summary>
public static class EventDays
{
    /// <summary>The arrival day in a landed blob's name, <c>yyyy-MM-dd</c>.</summary>
    public static string Date(string blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return blob.Substring(LandedBlobs.Prefix.Length, 10);
    }

    /// <summary>
    /// All parts to read, each message of the hub in one of them at least once: files of compacted days, then of each
    /// landed blob what no file holds. A blob may grow meanwhile: the parts are what it holds now, whole blocks all of it.
    /// </summary>
    public static async Task<IReadOnlyList<Section>> PartsAsync(BlobFolder events, CancellationToken cancellation) =>
        (await UnsettledAsync(events, SettledPointer.Empty(1), cancellation)).Parts;

    /// <summary>The parts that are not settled yet, and what will be when they are.</summary>
    public static async Task<(IReadOnlyList<Section> Parts, SettledPointer Next)> UnsettledAsync(BlobFolder events, SettledPointer settled, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(settled);
        var manifests = await ManifestsAsync(events, cancellation);
        var parts = new List<Section>();
        var days = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (date, manifest) in manifests.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            days[date] = MarkOf(manifest.Files.Select(file => $"{file.Key} {file.Value}"));
            // Files of a day that was settled from its landed blobs are read once more: messages that are known change nothing.
            if (settled.Days.GetValueOrDefault(date) != days[date]) parts.AddRange(manifest.Files.Select(file => new Section(file.Key, 0, file.Value)));
        }

        var open = new SortedDictionary<string, LandedMark>(StringComparer.Ordinal);
        await foreach (var blob in events.FactsAsync(LandedBlobs.Prefix, cancellation))
        {
            if (Rest(manifests.GetValueOrDefault(Date(blob.Name)), blob) is not { } rest) continue;
            var done = Math.Max(rest.Offset, Done(settled.Open.GetValueOrDefault(blob.Name), blob));
            if (blob.Length > done) parts.Add(new(blob.Name, done, blob.Length - done));
            open[blob.Name] = new(blob.Created, blob.Length);
        }

        return (parts, settled with { Days = days, Open = open });
    }

    /// <summary>Arrival days before one that hold something that is not compacted.</summary>
    public static async Task<IReadOnlyList<string>> UncompactedAsync(BlobFolder events, DateOnly before, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        var manifests = await ManifestsAsync(events, cancellation);
        var limit = $"{before:yyyy-MM-dd}";
        var days = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var blob in events.FactsAsync(LandedBlobs.Prefix, cancellation))
        {
            var date = Date(blob.Name);
            if (string.CompareOrdinal(date, limit) < 0 && Rest(manifests.GetValueOrDefault(date), blob) is not null) days.Add(date);
        }

        return [.. days];
    }

    /// <summary>What of a landed blob a manifest does not cover; null for nothing.</summary>
    public static Section? Rest(DayManifest? manifest, BlobFacts blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        var done = Done(manifest?.Sources.GetValueOrDefault(blob.Name), blob);
        return blob.Length > done ? new(blob.Name, done, blob.Length - done) : null;
    }

    /// <summary>A mark of a set of names, in their order.</summary>
    public static string MarkOf(IEnumerable<string> names) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names))))[..16];

    /// <summary>A blob that was deleted and made again since is dealt with from its beginning.</summary>
    private static long Done(LandedMark? mark, BlobFacts blob) => mark is not null && mark.Created == blob.Created ? mark.Length : 0;

    private static async Task<ConcurrentDictionary<string, DayManifest>> ManifestsAsync(BlobFolder events, CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var (name, _) in events.ListAsync(DayManifest.Prefix, cancellation)) names.Add(name);
        var manifests = new ConcurrentDictionary<string, DayManifest>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(names, cancellation, async (name, stop) =>
            manifests[Path.GetFileNameWithoutExtension(name)["date=".Length..]] = (await events.ReadAsync(name, stop)).ToObjectFromJson<DayManifest>()!);
        return manifests;
    }
}
