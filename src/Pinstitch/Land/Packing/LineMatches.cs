using System.Buffers.Binary;

namespace Pinstitch.Land.Packing;

/// <summary>
/// Finds what lines of JSON repeat of the lines before (LZ77). Repeats are looked for only at quotation marks and at the
/// end of the last one: keys and values of lines that are alike begin there, and what lies between, such as the digits of a
/// hash, is passed over without a look.
/// </summary>
internal sealed class LineMatches
{
    /// <summary>Bytes back to a repeat, at most.</summary>
    public const int Window = 32 * 1024;

    /// <summary>Bytes of a repeat, at most.</summary>
    public const int Longest = 258;

    /// <summary>Bytes that tell a repeat.</summary>
    private const int Shortest = 6;

    private const int TableBits = 13;

    /// <summary>The last place of each hash of six bytes, plus one; 0 for none.</summary>
    private readonly int[] places = new int[1 << TableBits];

    private LineMatch[] found = new LineMatch[4096];
    private int count;

    /// <summary>The repeats of the text, in order; after the last one come literals only.</summary>
    public ReadOnlySpan<LineMatch> Find(ReadOnlySpan<byte> text)
    {
        places.AsSpan().Clear();
        count = 0;
        var (place, literals) = (0, 0);
        while (place + sizeof(ulong) <= text.Length)
        {
            var head = Head(text, place);
            ref var last = ref places[(int)((head * 0x9E3779B97F4A7C15) >> (64 - TableBits))];
            var before = last - 1;
            last = place + 1;
            if (before < 0 || place - before > Window || Head(text, before) != head)
            {
                var quote = text[(place + 1)..].IndexOf((byte)'"');
                if (quote < 0) break;
                place += quote + 1;
                continue;
            }

            var more = text[(place + Shortest)..];
            if (more.Length > Longest - Shortest) more = more[..(Longest - Shortest)];
            var length = Shortest + more.CommonPrefixLength(text[(before + Shortest)..]);
            if (count == found.Length) System.Array.Resize(ref found, count * 2);
            found[count++] = new(place - literals, length, place - before);
            literals = place += length;
        }

        return found.AsSpan(0, count);
    }

    /// <summary>The six bytes at a place.</summary>
    private static ulong Head(ReadOnlySpan<byte> text, int place) => BinaryPrimitives.ReadUInt64LittleEndian(text[place..]) << 16;
}
