using Pinstitch.Azure.Storage;

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
    public static async Task<IReadOnlyList<Section>> PartsAsync(BlobFolder events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        var manifests = await ManifestsAsync(events, cancellation);
        var parts = manifests.Values.SelectMany(manifest => manifest.Files).Select(file => new Section(file.Key, 0, file.Value)).ToList();
        await foreach (var (name, length) in events.ListAsync(LandedBlobs.Prefix, cancellation))
        {
            if (Rest(manifests.GetValueOrDefault(Date(name)), name, length) is { } rest) parts.Add(rest);
        }

        return parts;
    }

    /// <summary>Arrival days before one that hold something that is not compacted.</summary>
    public static async Task<IReadOnlyList<string>> UncompactedAsync(BlobFolder events, DateOnly before, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        var manifests = await ManifestsAsync(events, cancellation);
        var limit = $"{before:yyyy-MM-dd}";
        var days = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var (name, length) in events.ListAsync(LandedBlobs.Prefix, cancellation))
        {
            var date = Date(name);
            if (string.CompareOrdinal(date, limit) < 0 && Rest(manifests.GetValueOrDefault(date), name, length) is not null) days.Add(date);
        }

        return [.. days];
    }

    /// <summary>What of a landed blob a manifest does not cover; null for nothing.</summary>
    public static Section? Rest(DayManifest? manifest, string blob, long length)
    {
        var done = manifest?.Sources.GetValueOrDefault(blob) ?? 0;
        return length > done ? new(blob, done, length - done) : null;
    }

    private static async Task<Dictionary<string, DayManifest>> ManifestsAsync(BlobFolder events, CancellationToken cancellation)
    {
        var manifests = new Dictionary<string, DayManifest>(StringComparer.Ordinal);
        await foreach (var (name, _) in events.ListAsync(DayManifest.Prefix, cancellation))
        {
            var manifest = (await events.ReadAsync(name, cancellation)).ToObjectFromJson<DayManifest>()!;
            manifests[Path.GetFileNameWithoutExtension(name)["date=".Length..]] = manifest;
        }

        return manifests;
    }
}
