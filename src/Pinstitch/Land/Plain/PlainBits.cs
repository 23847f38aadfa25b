using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pinstitch.Land.Plain;

/// <summary>
/// Where the bytes of each kind stand in an event, one bit a byte: made in one pass over the event, after which a
/// question about any part of it costs a few instructions.
/// </summary>
internal sealed class PlainBits
{
    /// <summary>What is asked for.</summary>
    public enum Kind
    {
        Quote,
        Digit,
        Capital,

        /// <summary>What has to be decoded, or begins a mail address or a number: <c>@</c>, <c>%</c>, <c>+</c>.</summary>
        Mark,
    }

    private const int Kinds = 4;

    /// <summary>Bytes that a word of bits stands for, and that are looked at together; machines with shorter vectors take them in parts.</summary>
    private const int Word = 64;

    private readonly byte[] rest = new byte[Word];
    private ulong[] words = new ulong[Kinds * 64];
    private int count;

    /// <summary>Takes an event. False when it is not printable ASCII without escapes.</summary>
    public bool Read(ReadOnlySpan<byte> body)
    {
        count = (body.Length + Word - 1) / Word;
        if (words.Length < count * Kinds) words = new ulong[Math.Max(count * Kinds, words.Length * 2)];
        var unfit = Vector512<byte>.Zero;
        for (var word = 0; word < count; word++)
        {
            var part = body[(word * Word)..];
            if (part.Length < Word)
            {
                rest.AsSpan().Fill((byte)' ');
                part.CopyTo(rest);
                part = rest;
            }

            var bytes = Vector512.Create(part);
            unfit |= ~Within(bytes, (byte)' ', '~' - ' ' + 1) | Vector512.Equals(bytes, Vector512.Create((byte)'\\'));
            var to = words.AsSpan(word * Kinds, Kinds);
            to[(int)Kind.Quote] = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            to[(int)Kind.Digit] = Within(bytes, (byte)'0', 10).ExtractMostSignificantBits();
            to[(int)Kind.Capital] = Within(bytes, (byte)'A', 26).ExtractMostSignificantBits();
            to[(int)Kind.Mark] = (Vector512.Equals(bytes, Vector512.Create((byte)'@')) | Vector512.Equals(bytes, Vector512.Create((byte)'%')) | Vector512.Equals(bytes, Vector512.Create((byte)'+'))).ExtractMostSignificantBits();
        }

        return unfit == Vector512<byte>.Zero;
    }

    /// <summary>The first quotation mark from a place on; -1 for none.</summary>
    public int NextQuote(int place)
    {
        var word = place / Word;
        if (word >= count) return -1;
        var bits = At(Kind.Quote, word) & (ulong.MaxValue << place);
        while (bits == 0)
        {
            if (++word == count) return -1;
            bits = At(Kind.Quote, word);
        }

        return (word * Word) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>How many bytes of a kind a part of the event has.</summary>
    public int Count(Kind kind, int start, int length)
    {
        if (length == 0) return 0;
        var (first, last) = (start / Word, (start + length - 1) / Word);
        var (head, tail) = (ulong.MaxValue << start, ulong.MaxValue >> ~(start + length - 1));
        if (first == last) return BitOperations.PopCount(At(kind, first) & head & tail);
        var number = BitOperations.PopCount(At(kind, first) & head) + BitOperations.PopCount(At(kind, last) & tail);
        for (var word = first + 1; word < last; word++) number += BitOperations.PopCount(At(kind, word));
        return number;
    }

    /// <summary>Whether a part of the event has bytes of a kind.</summary>
    public bool Any(Kind kind, int start, int length) => Count(kind, start, length) != 0;

    private ulong At(Kind kind, int word) => words[(word * Kinds) + (int)kind];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Within(Vector512<byte> bytes, byte first, byte number) => Vector512.LessThan(bytes - Vector512.Create(first), Vector512.Create(number));
}
