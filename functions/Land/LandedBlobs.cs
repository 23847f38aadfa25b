using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;

namespace Pinstitch.Functions.Land;

/// <summary>
/// How landed and rejected lines lie on storage: one append blob a partition and hour, to which each batch adds a block
/// that is a gzip member of its own. So a day is a few hundred blobs whatever its size, and one batch is one write. A
/// batch that comes again adds its lines again; partition and sequence number in them tell.
/// </summary>
public static class LandedBlobs
{
    /// <summary>What all names begin with.</summary>
    public const string Prefix = "date=";

    private const string Ending = ".ndjson.gz";

    /// <summary>By the hour in which the hub took the batch's first message, then by partition.</summary>
    public static string Name(DateTimeOffset enqueued, int partition) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{enqueued.UtcDateTime:yyyy-MM-dd}/hour={enqueued.UtcDateTime:HH}/{partition}.ndjson.gz");

    /// <summary>The name under which a blob stands when visitors' addresses and browsers were taken out of it.</summary>
    public static string Cleared(string name, string hash)
    {
        ArgumentNullException.ThrowIfNull(name);
        return $"{name[..^Ending.Length]}.clear-{hash}{Ending}";
    }

    /// <summary>The name under which a landed blob stands when erased people were taken out of it; in the same hour, to be compacted and retired as before.</summary>
    public static string Erased(string name, string hash)
    {
        ArgumentNullException.ThrowIfNull(name);
        var mark = name.IndexOf(".erased-", StringComparison.Ordinal);
        return $"{(mark < 0 ? name[..^Ending.Length] : name[..mark])}.erased-{hash}{Ending}";
    }

    public static bool IsCleared(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains(".clear-", StringComparison.Ordinal);
    }

    /// <summary>The name that a blob was landed under.</summary>
    public static string Original(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var mark = name.IndexOf(".clear-", StringComparison.Ordinal);
        return mark < 0 ? name : name[..mark] + Ending;
    }

    /// <summary>Adds landed messages; when it returns they are durable.</summary>
    public static Task AppendAsync(BlobFolder folder, string name, IReadOnlyList<LandedRecord> records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        var lines = new LandingLines();
        foreach (var record in records) lines.Add(record);
        return AppendAsync(folder, name, lines, cancellation);
    }

    /// <summary>Adds rejected messages; when it returns they are durable.</summary>
    public static Task AppendAsync(BlobFolder folder, string name, IReadOnlyList<RejectedRecord> records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        var lines = new LandingLines();
        foreach (var record in records) lines.Add(record);
        return AppendAsync(folder, name, lines, cancellation);
    }

    /// <summary>Adds lines; when it returns they are durable.</summary>
    public static async Task AppendAsync(BlobFolder folder, string name, LandingLines lines, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lines);
        foreach (var block in lines.Pack())
        {
            // A partition that gets single events can fill a blob within the hour; then another one goes on.
            for (var part = 1; !await folder.AppendAsync(Part(name, part), new(block), cancellation); part++)
            {
            }
        }
    }

    private static string Part(string name, int part) =>
        part == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name[..^Ending.Length]}-{part}{Ending}");
}
