namespace Pinstitch.Land.Plain;

/// <summary>
/// Tells of printable ASCII text that <see cref="TextScrub"/> surely leaves it as it is. A no may be wrong; a yes never is.
/// </summary>
internal static class PlainText
{
    private const int ShortestBase64 = 8;

    private const int ShortestNumber = 7;

    /// <summary>No base64.</summary>
    private const byte None = 0xFF;

    private static readonly byte[] Sextets = MakeSextets();

    /// <summary>Whether <see cref="TextScrub.Id"/> leaves the text.</summary>
    /// <param name="text">A part of an event.</param>
    /// <param name="bits">The event's.</param>
    /// <param name="start">Where the text begins in it.</param>
    public static bool IsId(ReadOnlySpan<byte> text, PlainBits bits, int start) =>
        !bits.Any(PlainBits.Kind.Mark, start, text.Length) && (text.Length < 12 || !bits.Any(PlainBits.Kind.Capital, start, text.Length) || HidesNothing(text));

    /// <summary>Whether <see cref="TextScrub.All"/> leaves the text.</summary>
    /// <inheritdoc cref="IsId"/>
    public static bool IsClean(ReadOnlySpan<byte> text, PlainBits bits, int start)
    {
        if (bits.Any(PlainBits.Kind.Mark, start, text.Length)) return false;
        if (bits.Count(PlainBits.Kind.Digit, start, text.Length) >= ShortestNumber && MayHoldNumber(text)) return false;
        return !bits.Any(PlainBits.Kind.Capital, start, text.Length) || HidesNothing(text);
    }

    /// <summary>A zero that begins a group of digits, or groups of three and four digits with a blank, a dash or a point between.</summary>
    private static bool MayHoldNumber(ReadOnlySpan<byte> text)
    {
        var group = 0;
        for (var place = 0; place < text.Length; place++)
        {
            var letter = (char)text[place];
            if (char.IsAsciiDigit(letter))
            {
                if (group == 0 && letter == '0' && (place == 0 || !(char.IsAsciiLetter((char)text[place - 1]) || text[place - 1] == '_'))) return true;
                group++;
                continue;
            }

            if (letter is ' ' or '-' or '.' && group >= 3 && DigitsFrom(text, place + 1) >= 4) return true;
            group = 0;
        }

        return false;
    }

    private static int DigitsFrom(ReadOnlySpan<byte> text, int place)
    {
        var count = 0;
        while (place + count < text.Length && char.IsAsciiDigit((char)text[place + count])) count++;
        return count;
    }

    /// <summary>Whether no part of the text is base64 of something that may be a mail address or a number.</summary>
    private static bool HidesNothing(ReadOnlySpan<byte> text)
    {
        for (var place = 0; place < text.Length;)
        {
            if (Sextets[text[place]] == None)
            {
                place++;
                continue;
            }

            var start = place;
            while (place < text.Length && Sextets[text[place]] != None) place++;
            if (place - start >= ShortestBase64 && !IsHarmless(text[start..place])) return false;
        }

        return true;
    }

    /// <summary>Bytes with a control character are no text, and without an at or a plus sign there is neither address nor number.</summary>
    private static bool IsHarmless(ReadOnlySpan<byte> base64)
    {
        var (bits, count, isSuspect) = (0U, 0, false);
        foreach (var letter in base64)
        {
            bits = (bits << 6) | Sextets[letter];
            count += 6;
            if (count < 8) continue;
            count -= 8;
            var value = (byte)(bits >> count);
            if (value < 0x20) return true;
            isSuspect |= value is (byte)'@' or (byte)'+';
        }

        return !isSuspect;
    }

    private static byte[] MakeSextets()
    {
        var sextets = new byte[256];
        System.Array.Fill(sextets, None);
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var value = 0; value < letters.Length; value++) sextets[letters[value]] = (byte)value;
        (sextets['-'], sextets['_']) = (sextets['+'], sextets['/']);
        return sextets;
    }
}
