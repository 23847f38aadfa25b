using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Books;

/// <summary>Makes a layer of a book. The same persons and events give the same bytes.</summary>
public sealed class BookWriter
{
    /// <summary>Bytes of lines in a block before it is packed: small, because a night wants few of them.</summary>
    private const int BlockBytes = 4 * 1024;

    private readonly List<UInt128> persons = [];
    private readonly List<int> starts = [0];
    private readonly List<UInt128> hashes = [];
    private readonly List<long> times = [];
    private readonly List<byte> flags = [];
    private readonly List<int> firsts = [0];
    private readonly List<byte> types = [];
    private readonly List<UInt128> keys = [];
    private readonly List<int> blockRows = [0];
    private readonly List<long> blockPlaces = [0];
    private readonly ArrayBufferWriter<byte> block = new(2 * BlockBytes);
    private readonly MemoryStream lines = new();

    public int Persons => persons.Count;

    /// <summary>Adds a person with all events.</summary>
    /// <param name="person">Larger than the one before.</param>
    /// <param name="events">In any order; none for a person that there no longer is.</param>
    public void Add(UInt128 person, IEnumerable<BookedEvent> events)
    {
        foreach (var item in events.OrderBy(item => item.Hash))
        {
            hashes.Add(item.Hash);
            times.Add(item.Time);
            flags.Add(checked((byte)((item.Ties ? 1 : 0) | (item.Former.Count << 1))));
            foreach (var identifier in item.Identifiers) Add(identifier);
            foreach (var (past, present) in item.Former)
            {
                Add(past);
                Add(present);
            }

            firsts.Add(keys.Count);
            block.Write(item.Line.Span);
            block.Write("\n"u8);
            if (block.WrittenCount >= BlockBytes) Pack();
        }

        persons.Add(person);
        starts.Add(hashes.Count);
    }

    /// <summary>The two files.</summary>
    public (byte[] Rows, byte[] Lines) Write()
    {
        if (block.WrittenCount > 0) Pack();
        using var rows = new MemoryStream();
        rows.Write(MemoryMarshal.AsBytes([BookLayer.Mark]));
        rows.Write(MemoryMarshal.AsBytes([persons.Count, hashes.Count, keys.Count, blockRows.Count - 1]));
        Write(rows, persons);
        Write(rows, starts);
        Write(rows, hashes);
        Write(rows, times);
        Write(rows, flags);
        Write(rows, firsts);
        Write(rows, types);
        Write(rows, keys);
        Write(rows, blockRows);
        Write(rows, blockPlaces);
        return (rows.ToArray(), lines.ToArray());
    }

    private void Add(Identifier identifier)
    {
        types.Add((byte)identifier.Type);
        keys.Add(identifier.Key);
    }

    private void Pack()
    {
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(block.WrittenCount));
        if (!BrotliEncoder.TryCompress(block.WrittenSpan, packed, out var length, quality: 2, window: 13)) throw new InvalidOperationException("A block of a book cannot be packed.");
        lines.Write(MemoryMarshal.AsBytes([block.WrittenCount]));
        lines.Write(packed.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(packed);
        block.ResetWrittenCount();
        blockRows.Add(hashes.Count);
        blockPlaces.Add(lines.Length);
    }

    private static void Write<T>(Stream stream, List<T> column)
        where T : unmanaged => stream.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(column)));
}
