using System.Text.RegularExpressions;

namespace Pinstitch.Land;

/// <summary>Replaces mail addresses, and on request long numbers, in free text by marks that cannot be read back.</summary>
public static partial class TextScrub
{
    /// <summary>Each mail address becomes <c>[email:…]</c> with the first 12 digits of its SHA-256.</summary>
    public static string Emails(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('@', StringComparison.Ordinal) || text.Contains("%40", StringComparison.Ordinal)
            ? Email().Replace(text, match => $"[email:{PersonalData.Hash(PersonalData.Tidy(match.Value.Replace("%40", "@", StringComparison.Ordinal)))[..12]}]")
            : text;
    }

    /// <summary>Also replaces what may be a phone number: for text that could not be understood and so not be treated field by field.</summary>
    public static string All(string text) => LongNumber().Replace(Emails(text), "[number]");

    [GeneratedRegex(@"[\p{L}\p{N}._%+\-]+?(@|%40)[\p{L}\p{N}.\-]+\.\p{L}{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\+?\(?\d[\d \-().]{7,}\d", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();
}
