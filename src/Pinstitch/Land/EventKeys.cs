using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Pinstitch.Land;

/// <summary>
/// Which events a week has, by 64 bits of each one's id and name: the memory that tells whether a new event may be a copy.
/// Eight bytes an event, sorted. Two events may share a key once in a long while; then more is read than need be.
/// </summary>
public sealed class EventKeys
{
    private readonly ulong[] keys;

    private EventKeys(ulong[] keys) => this.keys = keys;

    public int Count => keys.Length;

    public static EventKeys Of(IEnumerable<LandedRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var keys = records.Select(record => Of(record.Event)).Distinct().ToArray();
        Array.Sort(keys);
        return new(keys);
    }

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    public static EventKeys Read(ReadOnlySpan<byte> content) => new(MemoryMarshal.Cast<byte, ulong>(content).ToArray());

    /// <summary>Little-endian, as every machine that this runs on has them.</summary>
    public byte[] Write() => MemoryMarshal.AsBytes(keys.AsSpan()).ToArray();

    public bool Has(LandedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Array.BinarySearch(keys, Of(record.Event)) >= 0;
    }

    /// <summary>Whether some event may be in both.</summary>
    public bool Meets(EventKeys other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (few, many) = keys.Length < other.keys.Length ? (keys, other.keys) : (other.keys, keys);
        if (few.Length * 32L < many.Length) return Array.Exists(few, key => Array.BinarySearch(many, key) >= 0);
        for (int one = 0, two = 0; one < few.Length && two < many.Length;)
        {
            if (few[one] == many[two]) return true;
            if (few[one] < many[two]) one++;
            else two++;
        }

        return false;
    }

    private static ulong Of(LandedEvent item) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{item.Name}\n{item.EventId}"));
}
