using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinstitch.Land.Matching;

namespace Pinstitch.Land;

/// <summary>
/// What the rules of all platforms have in common: trimmed, Unicode NFC, lower case without regard to any language, then
/// SHA-256 over UTF-8 in lower-case hex. <see cref="MatchRules"/> has what differs.
/// </summary>
public static class PersonalData
{
    /// <summary>The address's normal form; null when it is none.</summary>
    public static string? NormaliseEmail(string value)
    {
        var email = Tidy(value);
        var at = email.IndexOf('@', StringComparison.Ordinal);
        var sound = at > 0
            && at == email.LastIndexOf('@')
            && email.IndexOf('.', at) > at + 1
            && email[^1] != '.'
            && email.Length <= 254
            && !email.Any(char.IsWhiteSpace);
        return sound && !Placeholders.IsPlaceholder(email) ? email : null;
    }

    /// <summary>Digits with the calling code, of a number that has one; null for others.</summary>
    public static string? NormalisePhone(string value) => Phones.Digits(Tidy(value), null).Text;

    /// <summary>A SHA-256 that came ready made, in lower case; null when it is something else or the hash of a placeholder.</summary>
    public static string? AcceptHash(string value) => HashForm.Demand(value).Text;

    /// <summary>SHA-256 of the UTF-8 bytes, 64 lower-case hex digits.</summary>
    public static string Hash(string normalised) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalised)));

    /// <summary>Without white space around it, and without what nobody sees: marks of width or direction, which come along when values are copied.</summary>
    internal static string Strip(string value)
    {
        var (start, end) = (0, value.Length);
        while (start < end && IsBlank(value[start])) start++;
        while (end > start && IsBlank(value[end - 1])) end--;
        return value[start..end];
    }

    internal static string Tidy(string value) => Lower(Strip(value).Normalize(NormalizationForm.FormC));

    private static bool IsBlank(char letter) => char.IsWhiteSpace(letter) || char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;

    /// <summary>
    /// Unicode's own lower case, as JavaScript and Python know it: .NET's is letter by letter, so that it leaves the capital
    /// dotted I, and does not know that a sigma at a word's end looks otherwise.
    /// </summary>
    private static string Lower(string text)
    {
        var lower = text.ToLowerInvariant();
        if (text.AsSpan().IndexOfAny('\u0130', 'Σ') < 0) return lower;
        var letters = new StringBuilder(lower.Length + 2);
        for (var place = 0; place < lower.Length; place++)
        {
            if (text[place] == 'Σ' && IsLetter(lower, place, -1) && !IsLetter(lower, place, 1)) letters.Append('ς');
            else if (text[place] == '\u0130') letters.Append("i\u0307");
            else letters.Append(lower[place]);
        }

        return letters.ToString();
    }

    /// <summary>Whether the next character in a direction that is no accent or apostrophe is a letter with two cases.</summary>
    private static bool IsLetter(string text, int place, int step)
    {
        for (place += step; place >= 0 && place < text.Length; place += step)
        {
            if (!IsIgnorable(text[place])) return char.IsLower(text[place]) || char.IsUpper(text[place]) || char.ToUpperInvariant(text[place]) != text[place] || char.ToLowerInvariant(text[place]) != text[place];
        }

        return false;
    }

    private static bool IsIgnorable(char letter) =>
        letter is '\'' or '.' or ':' or '^' or '`' or '\u00B7' or '\u2019'
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
