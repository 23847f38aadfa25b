using System.Text;
using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>Text as UTF-8 bytes, measured and trimmed without becoming a string.</summary>
internal static class Utf8Text
{
    /// <summary>Characters (code points).</summary>
    public static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            if ((unit & 0xC0) != 0x80) count++;
        }

        return count;
    }

    /// <summary>Whether there is a control character: C0, DEL, or C1, which begins with C2 in UTF-8.</summary>
    public static bool HasControl(ReadOnlySpan<byte> text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (text[place] is < 0x20 or 0x7F || (text[place] == 0xC2 && place + 1 < text.Length && text[place + 1] < 0xA0)) return true;
        }

        return false;
    }

    /// <summary>Without white space at both ends, Unicode's included.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune)) text = text[length..];
        while (text.Length > 0 && Rune.DecodeLastFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune)) text = text[..^length];
        return text;
    }

    /// <summary>A JSON text without its escapes.</summary>
    /// <exception cref="InvalidOperationException">An escape is half a surrogate pair.</exception>
    public static byte[] Unescape(ReadOnlySpan<byte> body, EventToken token)
    {
        var json = new Utf8JsonReader(body.Slice(token.Start - 1, token.Length + 2));
        json.Read();
        var text = new byte[token.Length];
        return text[..json.CopyString(text)];
    }
}
