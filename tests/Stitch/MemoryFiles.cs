using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

/// <summary>An identity store in memory, which may fail after some writes.</summary>
internal sealed class MemoryFiles : IIdentityFiles
{
    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public int FailAfter { get; set; } = int.MaxValue;

    public IEnumerable<(string Name, string Content)> All => files.Select(file => (file.Key, Convert.ToHexString(file.Value)));

    public Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellation)
    {
        lock (files) return Task.FromResult<ReadOnlyMemory<byte>>(files[name]);
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        lock (files)
        {
            if (FailAfter-- <= 0) throw new IOException("Cut off.");
            files[name] = content.ToArray();
        }

        return Task.CompletedTask;
    }
}
