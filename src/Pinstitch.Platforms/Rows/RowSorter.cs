using System.Buffers.Binary;

namespace Pinstitch.Platforms.Rows;

/// <summary>
/// Sorts rows by key with bounded memory, whatever their number: runs are sorted in memory and, when there is more than
/// one, kept in a temporary file and merged. So the rows' order does not depend on the order in which they came.
/// </summary>
internal sealed class RowSorter(int mostBytes = RowSorter.UsualBytes) : IDisposable
{
    /// <summary>Bytes of a run in memory.</summary>
    public const int UsualBytes = 24 * 1024 * 1024;

    private const int ReadAhead = 64 * 1024;
    private readonly List<(long Start, long End)> runs = [];
    private byte[] block = new byte[64 * 1024];
    private readonly List<(int Start, int Key, int Length)> rows = [];
    private int used;
    private FileStream? file;
    private bool isSorted;

    public long Count { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<byte> key, FlatRow row)
    {
        var most = key.Length + 4;
        for (var place = 0; place < row.Count; place++) most += row.Value(place).Length + 9;
        if (used > 0 && used + most > mostBytes) Spill();
        if (used + most > block.Length) Array.Resize(ref block, Math.Max(Math.Min(block.Length * 2, mostBytes + most), used + most));
        key.CopyTo(block.AsSpan(used));
        var end = used + key.Length;
        for (var place = 0; place < row.Count; place++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(end), row.Name(place));
            block[end + 4] = (byte)row.Kind(place);
            BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(end + 5), row.Value(place).Length);
            row.Value(place).CopyTo(block.AsSpan(end + 9));
            end += 9 + row.Value(place).Length;
        }

        rows.Add((used, key.Length, end - used));
        used = end;
        Count++;
    }

    /// <summary>The rows in order of their keys; can be gone through more than once. The row that is handed out is used again.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Key, FlatRow Row)> Sorted()
    {
        if (file is not null && used > 0) Spill();
        if (!isSorted) SortBlock();
        return file is null ? InMemory() : Merged();
    }

    public void Dispose() => file?.Dispose();

    private IEnumerable<(ReadOnlyMemory<byte> Key, FlatRow Row)> InMemory()
    {
        var row = new FlatRow();
        foreach (var (from, key, length) in rows)
        {
            Decode(block.AsSpan(from + key, length - key), row);
            yield return (block.AsMemory(from, key), row);
        }
    }

    private IEnumerable<(ReadOnlyMemory<byte> Key, FlatRow Row)> Merged()
    {
        var queue = new PriorityQueue<RunReader, RunReader>(Comparer<RunReader>.Create((one, two) => one.CompareTo(two)));
        for (var run = 0; run < runs.Count; run++)
        {
            var reader = new RunReader(file!, run, runs[run].Start, runs[run].End, ReadAhead);
            if (reader.Next()) queue.Enqueue(reader, reader);
        }

        var row = new FlatRow();
        while (queue.TryDequeue(out var reader, out _))
        {
            Decode(reader.Payload.Span, row);
            yield return (reader.Key, row);
            if (reader.Next()) queue.Enqueue(reader, reader);
        }
    }

    private static void Decode(ReadOnlySpan<byte> payload, FlatRow row)
    {
        row.Clear();
        while (!payload.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(payload[5..]);
            row.Add(BinaryPrimitives.ReadInt32LittleEndian(payload), (CellKind)payload[4], payload.Slice(9, length));
            payload = payload[(9 + length)..];
        }
    }

    private void SortBlock()
    {
        // A stable order for rows with the same key: as they came.
        var bytes = block;
        rows.Sort((one, two) =>
        {
            var order = bytes.AsSpan(one.Start, one.Key).SequenceCompareTo(bytes.AsSpan(two.Start, two.Key));
            return order != 0 ? order : one.Start.CompareTo(two.Start);
        });
        isSorted = true;
    }

    private void Spill()
    {
        SortBlock();
        file ??= new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, ReadAhead, FileOptions.DeleteOnClose);
        file.Position = file.Length;
        var start = file.Position;
        Span<byte> head = stackalloc byte[8];
        foreach (var (from, key, length) in rows)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head, key);
            BinaryPrimitives.WriteInt32LittleEndian(head[4..], length);
            file.Write(head);
            file.Write(block.AsSpan(from, length));
        }

        file.Flush();
        runs.Add((start, file.Position));
        rows.Clear();
        used = 0;
        isSorted = false;
    }

    private sealed class RunReader(FileStream file, int number, long start, long end, int readAhead) : IComparable<RunReader>
    {
        private byte[] window = new byte[readAhead];
        private long position = start;
        private int at;
        private int filled;

        public ReadOnlyMemory<byte> Key { get; private set; }

        public ReadOnlyMemory<byte> Payload { get; private set; }

        public bool Next()
        {
            if (filled - at < 8 && !Fill(8)) return false;
            var key = BinaryPrimitives.ReadInt32LittleEndian(window.AsSpan(at));
            var length = BinaryPrimitives.ReadInt32LittleEndian(window.AsSpan(at + 4));
            if (filled - at < 8 + length) Fill(8 + length);
            Key = window.AsMemory(at + 8, key);
            Payload = window.AsMemory(at + 8 + key, length - key);
            at += 8 + length;
            return true;
        }

        public int CompareTo(RunReader? other)
        {
            var order = Key.Span.SequenceCompareTo(other!.Key.Span);
            return order != 0 ? order : number.CompareTo(other.Number);
        }

        private int Number => number;

        private bool Fill(int least)
        {
            if (position >= end && filled - at < least) return false;
            // The bytes of the row that was handed out last may still be looked at: they stay in their own array.
            var next = new byte[Math.Max(readAhead, least)];
            window.AsSpan(at, filled - at).CopyTo(next);
            filled -= at;
            at = 0;
            window = next;
            while (filled < least && position < end)
            {
                var came = RandomAccess.Read(file.SafeFileHandle, window.AsSpan(filled, (int)Math.Min(window.Length - filled, end - position)), position);
                filled += came;
                position += came;
            }

            return filled >= least;
        }
    }
}
