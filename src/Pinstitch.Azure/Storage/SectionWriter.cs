using System.IO.Compression;

namespace Pinstitch.Azure.Storage;

/// <summary>Sorts lines into sections, one a shard, each compressed by itself so that it can be read alone.</summary>
public sealed class SectionWriter : IDisposable
{
    private readonly MemoryStream[] streams;
    private readonly GZipStream?[] zips;

    public SectionWriter(int shards)
    {
        streams = [.. Enumerable.Range(0, shards).Select(_ => new MemoryStream())];
        zips = new GZipStream?[shards];
    }

    public void Add(int shard, ReadOnlySpan<byte> line)
    {
        var zip = zips[shard] ??= new(streams[shard], CompressionLevel.Fastest, leaveOpen: true);
        zip.Write(line);
        zip.WriteByte((byte)'\n');
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
        return new(blob, offsets);
    }

    public void Dispose()
    {
        foreach (var zip in zips) zip?.Dispose();
        foreach (var stream in streams) stream.Dispose();
    }
}
