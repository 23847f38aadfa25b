using System.Runtime.InteropServices;
using System.Text.Json;
using Pinstitch.Attribute.Engine;
using Pinstitch.Land;

namespace Pinstitch.Attribute.Shards;

/// <summary>
/// The journeys of a shard of persons, grouped and in columns, 8 bytes a touch: what the next night compares with and counts
/// from. It depends on the journeys alone, not on how it came about: equal journeys give equal bytes.
/// </summary>
public sealed class JourneyStore
{
    private const long Mark = 0x0231_4A4E_5450; // "PTNJ1", version 2
    private const int HeaderLength = 24;
    private const int PersonLength = 16 + 32 + 1;

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
        var codes = JsonSerializer.SerializeToUtf8Bytes(Codes);
        int[] lengths = [persons.Length, Touches.Packed.Length, Orders.Count, codes.Length];
        // At once as long as it will be: a stream that grows would copy the store a few times over.
        var bytes = GC.AllocateUninitializedArray<byte>(
            HeaderLength + codes.Length + (persons.Length * PersonLength) + (Touches.Starts.Length * sizeof(int))
            + (Touches.Packed.Length * sizeof(ulong)) + (Orders.Count * (sizeof(int) + sizeof(long) + sizeof(long))));
        var rest = bytes.AsSpan();
        Put<long>(ref rest, [Mark]);
        Put<int>(ref rest, lengths);
        Put<byte>(ref rest, codes);
        // In columns: a record has bytes between its parts that may be anything.
        foreach (var person in persons) Put<UInt128>(ref rest, [person.Person]);
        foreach (var person in persons) Put<ContentHash>(ref rest, [person.Hash]);
        foreach (var person in persons) Put<byte>(ref rest, [person.IsOpen ? (byte)1 : (byte)0]);
        Put<int>(ref rest, Touches.Starts);
        Put<ulong>(ref rest, Touches.Packed);
        Put<int>(ref rest, Orders.Persons);
        Put<long>(ref rest, Orders.Times);
        Put<long>(ref rest, Orders.Values);
        return bytes;
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is no store of this version.</exception>
    public static JourneyStore Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || MemoryMarshal.Read<long>(bytes) != Mark) throw new InvalidDataException("This is no journey store of this version.");
        var lengths = MemoryMarshal.Cast<byte, int>(bytes.Slice(8, 16));
        var rest = bytes[HeaderLength..];
        var codes = JsonSerializer.Deserialize<List<StoredCode>>(Take<byte>(ref rest, lengths[3]))!;
        return new(
            People(ref rest, lengths[0]),
            Touched(ref rest, lengths[0], lengths[1]),
            new(Take<int>(ref rest, lengths[2]), Take<long>(ref rest, lengths[2]), Take<long>(ref rest, lengths[2])),
            codes);
    }

    private static StoredPerson[] People(ref ReadOnlySpan<byte> rest, int count)
    {
        var (ids, hashes, open) = (Take<UInt128>(ref rest, count), Take<ContentHash>(ref rest, count), Take<byte>(ref rest, count));
        var persons = GC.AllocateUninitializedArray<StoredPerson>(count);
        for (var person = 0; person < count; person++) persons[person] = new(ids[person], hashes[person], open[person] != 0);
        return persons;
    }

    private static TouchTable Touched(ref ReadOnlySpan<byte> rest, int persons, int touches)
    {
        var starts = Take<int>(ref rest, persons + 1);
        return new(Take<ulong>(ref rest, touches), starts);
    }

    private static void Put<T>(ref Span<byte> rest, scoped ReadOnlySpan<T> column)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(column);
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static T[] Take<T>(ref ReadOnlySpan<byte> rest, int count)
        where T : unmanaged
    {
        var taken = GC.AllocateUninitializedArray<T>(count);
        var bytes = MemoryMarshal.AsBytes(taken.AsSpan());
        rest[..bytes.Length].CopyTo(bytes);
        rest = rest[bytes.Length..];
        return taken;
    }
}
