using System.IO.Compression;
using System.Runtime.InteropServices;
using Pinstitch.Land;

namespace Pinstitch.Stitch.Books;

/// <summary>
/// All events of some persons, in two files. Rows, in columns, tell of each event whose it is and by which identifiers: they
/// are gone over whole every night, without reading a line. Lines stand in small packed blocks, of which a night reads those of the persons it is about.
/// </summary>
public sealed class BookLayer
{
    internal const long Mark = 0x0131_424B_5450; // "PTKB", version 1

    private readonly UInt128[] persons;
    private readonly int[] starts;
    private readonly UInt128[] hashes;
    private readonly long[] times;
    private readonly byte[] flags;
    private readonly int[] firsts;
    private readonly byte[] types;
    private readonly UInt128[] keys;
    private readonly int[] blockRows;
    private readonly long[] blockPlaces;

    /// <param name="rows">What <see cref="BookWriter"/> has made of the rows.</param>
    /// <exception cref="InvalidDataException">It is no book of this version.</exception>
    public BookLayer(ReadOnlySpan<byte> rows)
    {
        if (rows.Length < 24 || MemoryMarshal.Read<long>(rows) != Mark) throw new InvalidDataException("These are no rows of a book of this version.");
        var lengths = MemoryMarshal.Cast<byte, int>(rows.Slice(8, 16)).ToArray();
        var rest = rows[24..];
        persons = Take<UInt128>(ref rest, lengths[0]);
        starts = Take<int>(ref rest, lengths[0] + 1);
        hashes = Take<UInt128>(ref rest, lengths[1]);
        times = Take<long>(ref rest, lengths[1]);
        flags = Take<byte>(ref rest, lengths[1]);
        firsts = Take<int>(ref rest, lengths[1] + 1);
        types = Take<byte>(ref rest, lengths[2]);
        keys = Take<UInt128>(ref rest, lengths[2]);
        blockRows = Take<int>(ref rest, lengths[3] + 1);
        blockPlaces = Take<long>(ref rest, lengths[3] + 1);
    }

    /// <summary>In order of id. A person without events stands for one that there no longer is.</summary>
    public ReadOnlySpan<UInt128> Persons => persons;

    public int Rows => hashes.Length;

    /// <summary>Place of a person; negative for one who is not here.</summary>
    public int PlaceOf(UInt128 person) => Array.BinarySearch(persons, person);

    /// <summary>First row of the person at a place, and the row after the last.</summary>
    public (int First, int End) RowsOf(int place) => (starts[place], starts[place + 1]);

    public UInt128 HashAt(int row) => hashes[row];

    public long TimeAt(int row) => times[row];

    public bool TiesAt(int row) => (flags[row] & 1) != 0;

    /// <summary>How many identifiers a row has, those of <see cref="BookedEvent.Former"/> not counted.</summary>
    public int IdentifiersAt(int row) => firsts[row + 1] - firsts[row] - (2 * Formers(row));

    public Identifier IdentifierAt(int row, int number) => new((IdentifierType)types[firsts[row] + number], keys[firsts[row] + number]);

    /// <summary>Whether any identifier of a row, former ones too, has one of these keys.</summary>
    public bool HasAny(int row, IReadOnlySet<UInt128> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        for (var place = firsts[row]; place < firsts[row + 1]; place++)
        {
            if (wanted.Contains(keys[place])) return true;
        }

        return false;
    }

    /// <summary>A row with its line left out.</summary>
    public BookedEvent At(int row) => At(row, default);

    /// <summary>Blocks that hold the rows of these persons, ascending.</summary>
    /// <param name="places">Places of persons, ascending.</param>
    public IReadOnlyList<int> BlocksOf(IEnumerable<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var blocks = new List<int>();
        foreach (var place in places)
        {
            var (first, end) = RowsOf(place);
            if (first == end) continue;
            for (var block = BlockOf(first); block < blockRows.Length - 1 && blockRows[block] < end; block++)
            {
                if (blocks.Count == 0 || blocks[^1] < block) blocks.Add(block);
            }
        }

        return blocks;
    }

    /// <summary>Where a block is in the file of lines.</summary>
    public (long Offset, int Length) PlaceOfBlock(int block) => (blockPlaces[block], (int)(blockPlaces[block + 1] - blockPlaces[block]));

    /// <summary>The events of a person.</summary>
    /// <param name="place">The person's place.</param>
    /// <param name="blockOf">A block of the file of lines, as it is there.</param>
    public IEnumerable<BookedEvent> EventsOf(int place, Func<int, ReadOnlyMemory<byte>> blockOf)
    {
        ArgumentNullException.ThrowIfNull(blockOf);
        var (row, end) = RowsOf(place);
        while (row < end)
        {
            var block = BlockOf(row);
            var rest = Unpack(blockOf(block));
            for (var inBlock = blockRows[block]; inBlock < Math.Min(end, blockRows[block + 1]); inBlock++)
            {
                var length = rest.Span.IndexOf((byte)'\n');
                if (inBlock >= row) yield return At(inBlock, rest[..length]);
                rest = rest[(length + 1)..];
            }

            row = blockRows[block + 1];
        }
    }

    private BookedEvent At(int row, ReadOnlyMemory<byte> line)
    {
        var identifiers = new Identifier[IdentifiersAt(row)];
        for (var number = 0; number < identifiers.Length; number++) identifiers[number] = IdentifierAt(row, number);
        var former = new (Identifier, Identifier)[Formers(row)];
        for (var number = 0; number < former.Length; number++)
            former[number] = (IdentifierAt(row, identifiers.Length + (2 * number)), IdentifierAt(row, identifiers.Length + (2 * number) + 1));
        return new(hashes[row], times[row], TiesAt(row), identifiers, former, line);
    }

    private int Formers(int row) => flags[row] >> 1;

    private int BlockOf(int row)
    {
        var found = Array.BinarySearch(blockRows, row);
        return found >= 0 ? found : ~found - 1;
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> block)
    {
        var lines = new byte[MemoryMarshal.Read<int>(block.Span)];
        return BrotliDecoder.TryDecompress(block.Span[4..], lines, out var length) && length == lines.Length ? lines : throw new InvalidDataException("A block of a book cannot be unpacked.");
    }

    private static T[] Take<T>(ref ReadOnlySpan<byte> rest, int count)
        where T : unmanaged
    {
        var taken = new T[count];
        var bytes = MemoryMarshal.AsBytes(taken.AsSpan());
        rest[..bytes.Length].CopyTo(bytes);
        rest = rest[bytes.Length..];
        return taken;
    }
}
