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

    private readonly ReadOnlyMemory<byte> persons;
    private readonly ReadOnlyMemory<byte> starts;
    private readonly ReadOnlyMemory<byte> hashes;
    private readonly ReadOnlyMemory<byte> times;
    private readonly ReadOnlyMemory<byte> flags;
    private readonly ReadOnlyMemory<byte> firsts;
    private readonly ReadOnlyMemory<byte> types;
    private readonly ReadOnlyMemory<byte> keys;
    private readonly ReadOnlyMemory<byte> blockRows;
    private readonly ReadOnlyMemory<byte> blockPlaces;

    /// <param name="rows">What <see cref="BookWriter"/> has made of the rows; read in place.</param>
    /// <exception cref="InvalidDataException">It is no book of this version.</exception>
    public BookLayer(ReadOnlyMemory<byte> rows)
    {
        if (rows.Length < 24 || MemoryMarshal.Read<long>(rows.Span) != Mark) throw new InvalidDataException("These are no rows of a book of this version.");
        var lengths = MemoryMarshal.Cast<byte, int>(rows.Span.Slice(8, 16)).ToArray();
        var rest = rows[24..];
        persons = Take(ref rest, lengths[0], 16);
        starts = Take(ref rest, lengths[0] + 1, 4);
        hashes = Take(ref rest, lengths[1], 16);
        times = Take(ref rest, lengths[1], 8);
        flags = Take(ref rest, lengths[1], 1);
        firsts = Take(ref rest, lengths[1] + 1, 4);
        types = Take(ref rest, lengths[2], 1);
        keys = Take(ref rest, lengths[2], 16);
        blockRows = Take(ref rest, lengths[3] + 1, 4);
        blockPlaces = Take(ref rest, lengths[3] + 1, 8);
    }

    /// <summary>In order of id. A person without events stands for one that there no longer is.</summary>
    public ReadOnlySpan<UInt128> Persons => MemoryMarshal.Cast<byte, UInt128>(persons.Span);

    public int Rows => times.Length / 8;

    /// <summary>Place of a person; negative for one who is not here.</summary>
    public int PlaceOf(UInt128 person) => Persons.BinarySearch(person);

    /// <summary>First row of the person at a place, and the row after the last.</summary>
    public (int First, int End) RowsOf(int place) => (Starts[place], Starts[place + 1]);

    public UInt128 HashAt(int row) => Hashes[row];

    public long TimeAt(int row) => MemoryMarshal.Cast<byte, long>(times.Span)[row];

    public bool TiesAt(int row) => (flags.Span[row] & 1) != 0;

    /// <summary>How many identifiers a row has, those of <see cref="BookedEvent.Former"/> not counted.</summary>
    public int IdentifiersAt(int row) => Firsts[row + 1] - Firsts[row] - (2 * Formers(row));

    public Identifier IdentifierAt(int row, int number) => new((IdentifierType)types.Span[Firsts[row] + number], Keys[Firsts[row] + number]);

    /// <summary>Rows an identifier of which, a former one too, is among some; ascending, each once.</summary>
    public IReadOnlyList<int> RowsWith(KeySet wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var rows = new List<int>();
        var all = Keys;
        for (var place = 0; wanted.Count > 0 && place < all.Length; place++)
        {
            if (!wanted.Contains(all[place])) continue;
            var row = Last(Firsts, place);
            if (rows.Count == 0 || rows[^1] != row) rows.Add(row);
        }

        return rows;
    }

    /// <summary>Rows whose lines have one of these hashes, ascending.</summary>
    public IReadOnlyList<int> RowsOf(KeySet lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var rows = new List<int>();
        var all = Hashes;
        for (var row = 0; lines.Count > 0 && row < all.Length; row++)
        {
            if (lines.Contains(all[row])) rows.Add(row);
        }

        return rows;
    }

    /// <summary>Place of the person whose row it is.</summary>
    public int PersonAt(int row) => Last(Starts, row);

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
            for (var block = BlockOf(first); block < BlockRows.Length - 1 && BlockRows[block] < end; block++)
            {
                if (blocks.Count == 0 || blocks[^1] < block) blocks.Add(block);
            }
        }

        return blocks;
    }

    /// <summary>Where a block is in the file of lines.</summary>
    public (long Offset, int Length) PlaceOfBlock(int block) => (BlockPlaces[block], (int)(BlockPlaces[block + 1] - BlockPlaces[block]));

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
            var last = Math.Min(end, BlockRows[block + 1]);
            for (var inBlock = BlockRows[block]; inBlock < last; inBlock++)
            {
                var length = rest.Span.IndexOf((byte)'\n');
                if (inBlock >= row) yield return At(inBlock, rest[..length]);
                rest = rest[(length + 1)..];
            }

            row = BlockRows[block + 1];
        }
    }

    private BookedEvent At(int row, ReadOnlyMemory<byte> line)
    {
        var identifiers = new Identifier[IdentifiersAt(row)];
        for (var number = 0; number < identifiers.Length; number++) identifiers[number] = IdentifierAt(row, number);
        var former = new (Identifier, Identifier)[Formers(row)];
        for (var number = 0; number < former.Length; number++)
            former[number] = (IdentifierAt(row, identifiers.Length + (2 * number)), IdentifierAt(row, identifiers.Length + (2 * number) + 1));
        return new(HashAt(row), TimeAt(row), TiesAt(row), identifiers, former, line);
    }

    private ReadOnlySpan<int> Starts => MemoryMarshal.Cast<byte, int>(starts.Span);

    private ReadOnlySpan<UInt128> Hashes => MemoryMarshal.Cast<byte, UInt128>(hashes.Span);

    private ReadOnlySpan<int> Firsts => MemoryMarshal.Cast<byte, int>(firsts.Span);

    private ReadOnlySpan<UInt128> Keys => MemoryMarshal.Cast<byte, UInt128>(keys.Span);

    private ReadOnlySpan<int> BlockRows => MemoryMarshal.Cast<byte, int>(blockRows.Span);

    private ReadOnlySpan<long> BlockPlaces => MemoryMarshal.Cast<byte, long>(blockPlaces.Span);

    private int Formers(int row) => flags.Span[row] >> 1;

    private int BlockOf(int row) => Last(BlockRows, row);

    /// <summary>The last place whose number is not larger: that of the range which a number is in. Empty ranges are passed over.</summary>
    private static int Last(ReadOnlySpan<int> ranges, int number)
    {
        var (low, high) = (0, ranges.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (ranges[middle] <= number) low = middle;
            else high = middle;
        }

        return low;
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> block)
    {
        var lines = new byte[MemoryMarshal.Read<int>(block.Span)];
        return BrotliDecoder.TryDecompress(block.Span[4..], lines, out var length) && length == lines.Length ? lines : throw new InvalidDataException("A block of a book cannot be unpacked.");
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int count, int width)
    {
        var taken = rest[..(count * width)];
        rest = rest[(count * width)..];
        return taken;
    }
}
