using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Pinstitch.Land.Plain;

/// <summary>A key of HMAC-SHA-256 (RFC 2104) with both its halves taken in already, so that each message saves two blocks.</summary>
internal sealed class HashKey
{
    private const byte InnerPad = 0x36;

    private const byte OuterPad = 0x5C;

    private readonly uint[] inner;

    private readonly uint[] outer;

    public HashKey(ReadOnlySpan<byte> key)
    {
        Span<byte> block = stackalloc byte[Sha256Lanes.Block];
        block.Clear();
        if (key.Length > block.Length) SHA256.HashData(key, block);
        else key.CopyTo(block);
        inner = StateOf(block, InnerPad);
        outer = StateOf(block, OuterPad);
    }

    /// <summary>Makes the keyed hashes of messages that wait behind the first half of the key.</summary>
    public void Run(HashQueue messages) => messages.Run(inner, outer);

    /// <summary>A hash's words as the bytes that they stand for.</summary>
    public static void Write(ReadOnlySpan<uint> words, Span<byte> bytes)
    {
        for (var word = 0; word < words.Length; word++) BinaryPrimitives.WriteUInt32BigEndian(bytes[(word * sizeof(uint))..], words[word]);
    }

    private static uint[] StateOf(ReadOnlySpan<byte> key, byte pad)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Sha256Lanes.Words];
        Span<Vector256<uint>> block = stackalloc Vector256<uint>[16];
        for (var word = 0; word < state.Length; word++) state[word] = Vector256.Create(Sha256Lanes.Start[word]);
        for (var word = 0; word < block.Length; word++) block[word] = Vector256.Create(BinaryPrimitives.ReadUInt32BigEndian(key[(word * sizeof(uint))..]) ^ (pad * 0x01010101U));
        Sha256Lanes.Compress(state, block);
        var words = new uint[Sha256Lanes.Words];
        for (var word = 0; word < words.Length; word++) words[word] = state[word][0];
        return words;
    }
}
