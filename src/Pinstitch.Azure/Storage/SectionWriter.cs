using System.IO.Compression;
using Pinstitch.Land;

namespace Pinstitch.Azure.Storage;

/// <summary>Sorts lines into sections, one a shard, each compressed by itself so that it can be read alone.</summary>
public sealed class SectionWriter : IDisposable
{
    private readonly MemoryStream[] streams;
    private readonly GZipStream?[] zips;
    private readonly ContentHash[]? hashes;

    /// <param name="shards">How many sections.</param>
    /// <param name="hashed">Whether to say of each section what is in it.</param>
    public SectionWriter(int shards, bool hashed = false)
    {
        hashes = hashed ? new ContentHash[shards] : null;
        streams = [.. Enumerable.Range(0, shards).Select(_ => new MemoryStream())];
        zips = new GZipStream?[shards];
    }

    public void Add(int shard, ReadOnlySpan<byte> line)
    {
        var zip = zips[shard] ??= new(streams[shard], CompressionLevel.Fastest, leaveOpen: true);
        zip.Write(line);
        zip.WriteByte((byte)'\n');
        if (hashes is not null) hashes[shard] += ContentHash.Of(line);
    }

    /// <summary>Writes the blob; no more lines can be added.</summary>
    public async Task<Sections> WriteAsync(BlobFolder folder, string blob, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var all = new MemoryStream();
        var offsets = new List<long> { 0 };
        for (var shard = 0; shard < streams.Length; shard++)
        {
            if (zips[shard] is { } zip) await zip.DisposeAsync();
            streams[shard].WriteTo(all);
            offsets.Add(all.Length);
        }

        await folder.WriteAsync(blob, new(all.ToArray()), cancellation);
        return new(blob, offsets) { Hashes = hashes is null ? null : [.. hashes.Select(hash => hash.ToString())] };
    }

    public void Dispose()
    {
        foreach (var zip in zips) zip?.Dispose();
        foreach (var stream in streams) stream.Dispose();
    }
}
