using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Pinstitch.Local.Hub;

/// <summary>
/// The file of a partition's log. Its name tells where it begins: <c>00.log</c> with the first record of all,
/// <c>00.{sequence}.{offset}.log</c> with a later one. Offsets are those of the whole log, whatever was dropped of it.
/// </summary>
internal sealed class LogFile : IDisposable
{
    private const int CopyBytes = 1 << 20;
    private readonly string folder;
    private readonly int partition;
    private readonly SafeFileHandle handle;

    private LogFile(string folder, int partition, long firstSequence, long firstOffset, SafeFileHandle handle)
    {
        (this.folder, this.partition, this.handle) = (folder, partition, handle);
        (FirstSequence, FirstOffset) = (firstSequence, firstOffset);
    }

    public long FirstSequence { get; }

    public long FirstOffset { get; }

    /// <summary>The offset behind the last byte.</summary>
    public long End => FirstOffset + RandomAccess.GetLength(handle);

    /// <summary>Opens the newest file of a partition; what a kill has left beside it goes.</summary>
    public static LogFile Open(string folder, int partition)
    {
        Directory.CreateDirectory(folder);
        foreach (var unfinished in Directory.EnumerateFiles(folder, $"{partition:D2}.*.new")) File.Delete(unfinished);
        var (sequence, offset) = Begins(folder, partition).DefaultIfEmpty().Max();
        var file = new LogFile(folder, partition, sequence, offset, File.OpenHandle(PathOf(folder, partition, sequence, offset), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
        file.DeleteOlder();
        return file;
    }

    /// <summary>A new file of the same partition, with what stands from an offset on. When it returns the file is on the disk under its name.</summary>
    public LogFile From(long sequence, long offset, long end)
    {
        var path = PathOf(folder, partition, sequence, offset);
        using (var copy = File.OpenHandle(path + ".new", FileMode.Create, FileAccess.Write))
        {
            var buffer = new byte[CopyBytes];
            for (var at = offset; at < end;)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at));
                Read(part, at);
                RandomAccess.Write(copy, part, at - offset);
                at += part.Length;
            }

            RandomAccess.FlushToDisk(copy);
        }

        File.Move(path + ".new", path);
        return new(folder, partition, sequence, offset, File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
    }

    /// <summary>Deletes the files that this one has taken the place of. Who reads one goes on; its handle is closed when nobody has it any more.</summary>
    public void DeleteOlder()
    {
        foreach (var (sequence, offset) in Begins(folder, partition).Where(begin => begin.Sequence < FirstSequence)) File.Delete(PathOf(folder, partition, sequence, offset));
    }

    /// <summary>Writes at an offset; when it returns the bytes are on the disk.</summary>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        RandomAccess.Write(handle, bytes, offset - FirstOffset);
        RandomAccess.FlushToDisk(handle);
    }

    public void CutAt(long offset) => RandomAccess.SetLength(handle, offset - FirstOffset);

    public int ReadSome(Span<byte> bytes, long offset) => RandomAccess.Read(handle, bytes, offset - FirstOffset);

    /// <summary>Fills the bytes.</summary>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public void Read(Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = ReadSome(bytes, offset);
            if (read == 0) throw new EndOfStreamException($"Partition {partition.ToString(CultureInfo.InvariantCulture)} ends before byte {(offset + bytes.Length).ToString(CultureInfo.InvariantCulture)}.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    /// <summary>Length of the record at an offset.</summary>
    public int LengthAt(long offset, Span<byte> prefix)
    {
        Read(prefix, offset);
        return RecordCodec.Length(prefix);
    }

    public void Dispose() => handle.Dispose();

    private static string PathOf(string folder, int partition, long sequence, long offset) => Path.Combine(
        folder, sequence == 0 ? $"{partition:D2}.log" : string.Create(CultureInfo.InvariantCulture, $"{partition:D2}.{sequence}.{offset}.log"));

    private static IEnumerable<(long Sequence, long Offset)> Begins(string folder, int partition)
    {
        foreach (var name in Directory.EnumerateFiles(folder, $"{partition:D2}.*log").Select(path => Path.GetFileName(path).Split('.')))
        {
            if (name.Length == 2) yield return (0, 0);
            else if (name.Length == 4 && long.TryParse(name[1], CultureInfo.InvariantCulture, out var sequence) && long.TryParse(name[2], CultureInfo.InvariantCulture, out var offset)) yield return (sequence, offset);
        }
    }
}
