using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Pinstitch.Land.Packing;

/// <summary>Bits on their way into bytes, the lowest first, as deflate has them (RFC 1951, 3.1.1).</summary>
/// <param name="bytes">Gets them; eight bytes more than are needed must be there.</param>
internal ref struct BitBuffer(Span<byte> bytes)
{
    private readonly Span<byte> bytes = bytes;
    private ulong bits;
    private int filled;
    private int length;

    /// <summary>Adds bits; at most 57 between two calls of <see cref="Flush"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(BitCode code)
    {
        bits |= (ulong)code.Bits << filled;
        filled += code.Length;
    }

    /// <summary>Passes on the bytes that are full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Flush()
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[length..], bits);
        length += filled >> 3;
        bits >>= filled & ~7;
        filled &= 7;
    }

    /// <summary>Passes on everything; what is left of the last byte is zero.</summary>
    /// <returns>How many bytes there are in all.</returns>
    public int End()
    {
        Flush();
        return length + (filled > 0 ? 1 : 0);
    }
}
