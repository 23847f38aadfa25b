using System.Numerics;

namespace Pinstitch.Land.Packing;

/// <summary>
/// The two codes of a deflate block (RFC 1951, 3.2.5 and 3.2.7), made for a part of its own text. Every symbol has a
/// code, so that the rest of the text may hold anything.
/// </summary>
internal sealed class DeflateCode
{
    private const int EndOfBlock = 256;

    private const int Letters = 286;

    private const int Distances = 30;

    /// <summary>Repeats that the codes are made for; those of about fifty lines.</summary>
    private const int Sample = 1024;

    /// <summary>The order in which a block tells the lengths of the codes for its lengths of codes.</summary>
    private static ReadOnlySpan<byte> HeadOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly PrefixCode letters = new(Letters);
    private readonly PrefixCode distances = new(Distances);
    private readonly BitCode[] lengths = new BitCode[LineMatches.Longest + 1];
    private readonly int[] letterCounts = new int[Letters];
    private readonly int[] distanceCounts = new int[Distances];

    /// <summary>Makes the codes for what stands in the middle of a text: its first lines have nothing to repeat.</summary>
    public void Fit(ReadOnlySpan<byte> text, ReadOnlySpan<LineMatch> matches)
    {
        letterCounts.AsSpan().Fill(1);
        distanceCounts.AsSpan().Fill(1);
        var first = Math.Max(0, (matches.Length - Sample) / 2);
        var place = 0;
        foreach (var match in matches[..first]) place += match.Literals + match.Length;
        foreach (var match in matches[first..Math.Min(matches.Length, first + Sample)])
        {
            foreach (var letter in text.Slice(place, match.Literals)) letterCounts[letter]++;
            place += match.Literals + match.Length;
            letterCounts[LengthSymbol(match.Length).Symbol]++;
            distanceCounts[DistanceSymbol(match.Distance).Symbol]++;
        }

        letters.Fit(letterCounts);
        distances.Fit(distanceCounts);
        for (var length = 3; length < lengths.Length; length++)
        {
            var (symbol, extra) = LengthSymbol(length);
            lengths[length] = Joined(letters.Codes[symbol], extra);
        }
    }

    /// <summary>Writes the text as one block, the last one.</summary>
    public void Write(ReadOnlySpan<byte> text, ReadOnlySpan<LineMatch> matches, ref BitBuffer bits)
    {
        WriteHead(ref bits);
        foreach (var match in matches)
        {
            WriteLiterals(text[..match.Literals], ref bits);
            text = text[(match.Literals + match.Length)..];
            bits.Add(lengths[match.Length]);
            var (symbol, extra) = DistanceSymbol(match.Distance);
            bits.Add(Joined(distances.Codes[symbol], extra));
            bits.Flush();
        }

        WriteLiterals(text, ref bits);
        bits.Add(letters.Codes[EndOfBlock]);
        bits.Flush();
    }

    private void WriteLiterals(ReadOnlySpan<byte> literals, ref BitBuffer bits)
    {
        var codes = letters.Codes;
        for (; literals.Length >= 3; literals = literals[3..])
        {
            bits.Add(codes[literals[0]]);
            bits.Add(codes[literals[1]]);
            bits.Add(codes[literals[2]]);
            bits.Flush();
        }

        foreach (var literal in literals) bits.Add(codes[literal]);
        bits.Flush();
    }

    private void WriteHead(ref BitBuffer bits)
    {
        // The last block, with codes of its own; all letters, all distances, all lengths of codes.
        bits.Add(new(0b101, 3));
        bits.Add(new(Letters - 257, 5));
        bits.Add(new(Distances - 1, 5));
        bits.Add(new(19 - 4, 4));
        bits.Flush();
        // The sixteen lengths of codes are told with four bits each, so in canonical order their codes are themselves.
        foreach (var length in HeadOrder)
        {
            bits.Add(new(length < 16 ? 4U : 0U, 3));
            bits.Flush();
        }

        foreach (var length in letters.Lengths) WriteLength(length, ref bits);
        foreach (var length in distances.Lengths) WriteLength(length, ref bits);
    }

    private static void WriteLength(uint length, ref BitBuffer bits)
    {
        bits.Add(new(((length & 1) << 3) | ((length & 2) << 1) | ((length & 4) >> 1) | (length >> 3), 4));
        bits.Flush();
    }

    private static BitCode Joined(BitCode code, BitCode extra) => new(code.Bits | (extra.Bits << code.Length), code.Length + extra.Length);

    private static (int Symbol, BitCode Extra) LengthSymbol(int length)
    {
        if (length == LineMatches.Longest) return (285, default);
        var (symbol, extra) = Steps(length - 3, 2);
        return (257 + symbol, extra);
    }

    private static (int Symbol, BitCode Extra) DistanceSymbol(int distance) => Steps(distance - 1, 1);

    /// <summary>Symbols stand for ranges that double in size every two or four symbols; where in the range a number is, is told by extra bits.</summary>
    private static (int Symbol, BitCode Extra) Steps(int number, int stepBits)
    {
        var bits = BitOperations.Log2((uint)number | 1) - stepBits;
        return bits <= 0 ? (number, default) : ((bits << stepBits) + (number >> bits), new((uint)number & ((1U << bits) - 1), bits));
    }
}
