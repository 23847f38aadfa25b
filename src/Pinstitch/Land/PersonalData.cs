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
    /// <summary>White space that shows up around copied values and that <see cref="string.Trim()"/> does not all know.</summary>
    internal static readonly char[] Blank = [' ', '\t', '\r', '\n', '\u00A0', '\u200B', '\uFEFF'];

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

    /// <summary>Without white space around it.</summary>
    internal static string Strip(string value) => value.Trim().Trim(Blank).Trim();

    internal static string Tidy(string value) => Strip(value).Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
