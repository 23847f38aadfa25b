using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Pinstitch.Land;

/// <summary>
/// Replaces mail addresses and telephone numbers in text that no field's rule covers, written plainly, percent-encoded
/// (also twice) or in base64. What is left is a mark such as <c>(email-omlfojdbppgi)</c>, with the beginning of the
/// SHA-256, so that texts that differed still differ. Scrubbing again changes nothing.
/// </summary>
public static partial class TextScrub
{
    private const int ShortestNumber = 7;

    private const int MarkCharacters = 20;

    private static readonly SearchValues<char> Suspicious = SearchValues.Create("@%+0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>For text that is an id: mail addresses, and telephone numbers that have a plus sign, also in base64. Other numbers are what ids are made of.</summary>
    public static string Id(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mayBeBase64 = text.Length >= 12 && text.AsSpan().IndexOfAnyInRange('A', 'Z') >= 0;
        if (!mayBeBase64 && text.AsSpan().IndexOfAny('@', '%', '+') < 0) return text;
        var plain = Decoded(text);
        if (Found(plain)) return Scrub(plain, International());
        return mayBeBase64 ? Base64().Replace(text, Opened) : text;

        static bool Found(string plain) => Email().IsMatch(plain) || International().IsMatch(plain);
    }

    /// <summary>For text that people write, and for addresses.</summary>
    public static string All(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny(Suspicious) < 0) return text;
        var (at, digits, capitals) = (text.Contains('@', StringComparison.Ordinal), text.Count(char.IsDigit), text.Any(char.IsAsciiLetterUpper));
        var isEncoded = text.Contains('%', StringComparison.Ordinal);
        if (!at && !isEncoded && digits < ShortestNumber && !capitals) return text;
        var plain = isEncoded ? Decoded(text) : text;
        if (!Email().IsMatch(plain) && !Number().IsMatch(plain)) plain = text;
        return Base64().Replace(Scrub(plain, Number()), Opened);
    }

    /// <summary>Characters of the marks in a text: they are longer than what stood in their place, and do not count against a field's limit.</summary>
    internal static int MarkLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (text.IndexOf((byte)'(') is var open and >= 0)
        {
            text = text[open..];
            if (text.StartsWith("(email-"u8) || text.StartsWith("(phone-"u8)) length += MarkCharacters;
            text = text[1..];
        }

        return length;
    }

    private static string Scrub(string plain, Regex number) =>
        number.Replace(Email().Replace(plain, match => Mark("email", PersonalData.Tidy(match.Value))), match => Mark("phone", string.Concat(match.Value.Where(char.IsDigit))));

    /// <summary>In letters only, so that no part of a mark looks like a number.</summary>
    private static string Mark(string kind, string value) =>
        $"({kind}-{string.Concat(PersonalData.Hash(value)[..12].Select(digit => (char)(char.IsAsciiDigit(digit) ? digit - '0' + 'g' : digit)))})";

    /// <summary>Without percent-encoding, at most three layers of it.</summary>
    private static string Decoded(string text)
    {
        for (var layer = 0; layer < 3 && text.Contains('%', StringComparison.Ordinal); layer++)
        {
            var inner = Uri.UnescapeDataString(text);
            if (inner == text) break;
            text = inner;
        }

        return text;
    }

    /// <summary>The mark of a base64 text that holds a mail address or a number; the text itself where it does not.</summary>
    private static string Opened(Match match)
    {
        var text = match.Value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        if (!text.Any(char.IsAsciiLetterUpper) || !text.Any(char.IsAsciiLetterLower) || text.Length % 4 == 1) return match.Value;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)) return match.Value;
        var inner = Encoding.UTF8.GetString(bytes, 0, length);
        if (inner.Any(letter => letter is < ' ' or '\uFFFD')) return match.Value;
        if (Email().Match(inner) is { Success: true } email) return Mark("email", PersonalData.Tidy(email.Value));
        return International().Match(inner) is { Success: true } phone ? Mark("phone", string.Concat(phone.Value.Where(char.IsDigit))) : match.Value;
    }

    [GeneratedRegex(@"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(\.[\p{L}\p{N}\-]+)*\.\p{L}{2,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    /// <summary>A plus sign and at least eight digits, in groups or not.</summary>
    [GeneratedRegex(@"\+ ?\(?\d([ \-().\/]{0,2}\d){7,14}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex International();

    /// <summary>
    /// What looks like a telephone number: with a plus sign or two zeros, with a zero and nine digits or more, or in three
    /// groups of which none is as short as those of a date. Long numbers without any of this are ids of campaigns and products.
    /// </summary>
    [GeneratedRegex(
        @"\+ ?\(?\d([ \-().\/]{0,2}\d){7,14}|\b00\d([ \-().\/]{0,2}\d){7,14}\b|\b\(?0\d{1,4}\)?([ \-\/]?\d){6,10}\b|\(?\b\d{3}\)?[ \-.]{1,2}\d{3}[ \-.]\d{4}\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[A-Za-z0-9+/_\-]{8,}={0,2}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Base64();
}
