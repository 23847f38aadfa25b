using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Pinstitch.Local.Hub;

/// <summary>
/// Which partition a key belongs to: the hash that the public Event Hubs clients use in their buffered producers
/// (Bob Jenkins' lookup3 over the UTF-8 bytes, both seeds 0, folded to 16 bits), so that a key meets the same partition
/// whichever side chooses it.
/// </summary>
internal static class PartitionKeyHash
{
    public static int Partition(string key, int partitions) => Math.Abs(Fold(Encoding.UTF8.GetBytes(key)) % partitions);

    internal static short Fold(ReadOnlySpan<byte> key)
    {
        var (b, c) = Lookup3(key);
        return unchecked((short)(c ^ b));
    }

    private static (uint B, uint C) Lookup3(ReadOnlySpan<byte> data)
    {
        uint a, b, c;
        a = b = c = unchecked(0xdeadbeef + (uint)data.Length);
        while (data.Length > 12)
        {
            unchecked
            {
                a += BinaryPrimitives.ReadUInt32LittleEndian(data);
                b += BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
                c += BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
                a -= c; a ^= BitOperations.RotateLeft(c, 4); c += b;
                b -= a; b ^= BitOperations.RotateLeft(a, 6); a += c;
                c -= b; c ^= BitOperations.RotateLeft(b, 8); b += a;
                a -= c; a ^= BitOperations.RotateLeft(c, 16); c += b;
                b -= a; b ^= BitOperations.RotateLeft(a, 19); a += c;
                c -= b; c ^= BitOperations.RotateLeft(b, 4); b += a;
            }

            data = data[12..];
        }

        if (data.IsEmpty) return (b, c);
        Span<byte> tail = stackalloc byte[12];
        tail.Clear();
        data.CopyTo(tail);
        unchecked
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(tail);
            b += BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(tail[8..]);
            c ^= b; c -= BitOperations.RotateLeft(b, 14);
            a ^= c; a -= BitOperations.RotateLeft(c, 11);
            b ^= a; b -= BitOperations.RotateLeft(a, 25);
            c ^= b; c -= BitOperations.RotateLeft(b, 16);
            a ^= c; a -= BitOperations.RotateLeft(c, 4);
            b ^= a; b -= BitOperations.RotateLeft(a, 14);
            c ^= b; c -= BitOperations.RotateLeft(b, 24);
        }

        return (b, c);
    }
}
