using System.IO.Compression;
using System.Security.Cryptography;

namespace Pinstitch.Platforms;

/// <summary>
/// Keeps the parts of a report packed in a temporary file while they come, so that a report may be larger than memory, and
/// knows their hash.
/// </summary>
public sealed class PartSpool : IDisposable
{
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<(long Start, long End)> parts = [];

    /// <exception cref="IOException">There is no room.</exception>
    public PartSpool(string? folder = null)
        : this(new FileStream(
            Path.Combine(folder ?? Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose))
    {
    }

    internal PartSpool(FileStream file) => this.file = file;

    /// <summary>What stands in the way of a report for which there is no room.</summary>
    internal static Fault NoRoom(IOException e) => new(FaultKind.Configuration, "The disk for temporary files is full: make room, or choose a plan with more.", e.Message);

    /// <summary>Packed lengths, part by part.</summary>
    public IReadOnlyList<long> Parts => [.. parts.Select(part => part.End - part.Start)];

    /// <summary>Bytes before packing.</summary>
    public long Bytes { get; private set; }

    /// <summary>Hash of all bytes so far, before packing.</summary>
    public string Hash => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Add(ReadOnlySpan<byte> part)
    {
        var start = Begin();
        using (var zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(part);
        hash.AppendData(part);
        Bytes += part.Length;
        End(start);
    }

    /// <returns>Bytes that came.</returns>
    public async Task<long> AddAsync(Stream part, CancellationToken cancellation)
    {
        var start = Begin();
        var bytes = 0L;
        var buffer = new byte[64 * 1024];
        await using (var zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int came; (came = await part.ReadAsync(buffer, cancellation)) > 0; bytes += came)
            {
                await zip.WriteAsync(buffer.AsMemory(0, came), cancellation);
                hash.AppendData(buffer, 0, came);
            }
        }

        Bytes += bytes;
        End(start);
        return bytes;
    }

    /// <summary>A part as it is kept, packed.</summary>
    public Stream OpenPacked(int part) => new Slice(file, parts[part].Start, parts[part].End);

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
    }

    internal static bool IsFull(IOException e) => (e.HResult & 0xFFFF) is 112 or 39 or 28;

    private long Begin() => file.Position = parts.Count == 0 ? 0 : parts[^1].End;

    private void End(long start)
    {
        file.Flush();
        parts.Add((start, file.Position));
    }

    private sealed class Slice(FileStream file, long start, long end) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => end - start;

        public override long Position
        {
            get => at;
            set => at = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var came = RandomAccess.Read(file.SafeFileHandle, buffer[..(int)Math.Min(buffer.Length, Length - at)], start + at);
            at += came;
            return came;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
