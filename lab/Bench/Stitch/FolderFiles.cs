using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>An identity store in a folder, which counts what is read and written.</summary>
internal sealed class FolderFiles(string folder) : IIdentityFiles
{
    private long read;
    private long written;

    public long BytesRead => read;

    public long BytesWritten => written;

    public async Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellation)
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(folder, name), cancellation);
        Interlocked.Add(ref read, content.Length);
        return content;
    }

    /// <summary>Deletes what belongs to no store any more.</summary>
    public void Keep(IdentityManifest manifest)
    {
        var kept = manifest.Index.SelectMany(runs => runs).Concat(manifest.Ledger.SelectMany(runs => runs)).Concat(manifest.Moves).Concat(manifest.Hubs).Concat(manifest.Persons)
            .Select(name => Path.Combine(folder, name)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.bin", SearchOption.AllDirectories).Where(file => !kept.Contains(file)).ToList()) File.Delete(file);
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content, cancellation);
        Interlocked.Add(ref written, content.Length);
    }
}
