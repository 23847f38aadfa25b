using System.Runtime.InteropServices;
using System.Text.Json;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Shards;

/// <summary>
/// The journeys of a shard of persons, grouped and in columns, 8 bytes a touch: what the next night compares with and counts
/// from. It depends on the journeys alone, not on how it came about: equal journeys give equal bytes.
/// </summary>
public sealed class JourneyStore
{
    private const long Mark = 0x0131_4A4E_5450; // "PTNJ", version 1

    private readonly StoredPerson[] persons;
    private readonly int[] orderStarts;

    internal JourneyStore(StoredPerson[] persons, TouchTable touches, OrderTable orders, IReadOnlyList<StoredCode> codes)
    {
        this.persons = persons;
        (Touches, Orders, Codes) = (touches, orders, codes);
        orderStarts = new int[persons.Length + 1];
        foreach (var person in orders.Persons) orderStarts[person + 1]++;
        for (var person = 0; person < persons.Length; person++) orderStarts[person + 1] += orderStarts[person];
    }

    public static JourneyStore Empty { get; } = new([], new([], [0]), new([], [], []), []);

    /// <summary>A store of journeys whose events are not asked about: to count from, not to go on from.</summary>
    /// <param name="journeys">With the orders that count.</param>
    public static JourneyStore Of(IEnumerable<Journey> journeys)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        var builder = new StoreBuilder(Empty);
        foreach (var journey in journeys.OrderBy(journey => journey.Person)) builder.Add(new(journey.Person, default, IsOpen: true), journey, (_, _, _) => string.Empty);
        return builder.Build();
    }

    /// <summary>In order of id.</summary>
    public IReadOnlyList<StoredPerson> Persons => persons;

    internal ReadOnlySpan<StoredPerson> PersonSpan => persons;

    public TouchTable Touches { get; }

    /// <summary>Orders up to the night.</summary>
    public OrderTable Orders { get; }

    public IReadOnlyList<StoredCode> Codes { get; }

    /// <summary>Place of a person; of one who is not there, the complement of the place where it would be.</summary>
    internal int PlaceOf(UInt128 person)
    {
        var (low, high) = (0, persons.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (persons[middle].Person < person) low = middle + 1;
            else high = middle;
        }

        return low < persons.Length && persons[low].Person == person ? low : ~low;
    }

    /// <summary>Where a person's orders begin in <see cref="Orders"/>.</summary>
    internal int OrderStart(int person) => orderStarts[person];

    /// <summary>Writes the store; the same journeys give the same bytes.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Mark);
        var codes = JsonSerializer.SerializeToUtf8Bytes(Codes);
        foreach (var length in (int[])[Persons.Count, Touches.Packed.Length, Orders.Count, codes.Length]) writer.Write(length);
        writer.Write(codes);
        writer.Write(MemoryMarshal.AsBytes(persons.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Touches.Starts.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Touches.Packed.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Orders.Persons.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Orders.Times.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Orders.Values.AsSpan()));
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is no store of this version.</exception>
    public static JourneyStore Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 24 || MemoryMarshal.Read<long>(bytes) != Mark) throw new InvalidDataException("This is no journey store of this version.");
        var lengths = MemoryMarshal.Cast<byte, int>(bytes.Slice(8, 16));
        var rest = bytes[24..];
        var codes = JsonSerializer.Deserialize<List<StoredCode>>(Take<byte>(ref rest, lengths[3]))!;
        return new(
            Take<StoredPerson>(ref rest, lengths[0]) is { Length: > 0 } persons ? persons : [],
            Touched(ref rest, lengths[0], lengths[1]),
            new(Take<int>(ref rest, lengths[2]), Take<long>(ref rest, lengths[2]), Take<long>(ref rest, lengths[2])),
            codes);
    }

    private static TouchTable Touched(ref ReadOnlySpan<byte> rest, int persons, int touches)
    {
        var starts = Take<int>(ref rest, persons + 1);
        return new(Take<ulong>(ref rest, touches), starts);
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
