using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Land;

/// <summary>
/// Normalises and hashes personal fields by the rule that Pinterest and Meta share (facts/conversions.md §5): trimmed,
/// Unicode NFC, lower case, then SHA-256 over UTF-8 in lower-case hex. An empty, placeholder or malformed value has no
/// normal form.
/// </summary>
public static class PersonalData
{
    /// <summary>White space that shows up around copied values and that <see cref="string.Trim()"/> does not all know.</summary>
    private static readonly char[] Blank = [' ', '\t', '\r', '\n', '\u00A0', '\u200B', '\uFEFF'];

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

    /// <summary>
    /// Digits with the country's calling code, without leading zeros. A number without <c>+</c> or <c>00</c> has no normal
    /// form: its country would be a guess.
    /// </summary>
    public static string? NormalisePhone(string value)
    {
        var phone = Tidy(value);
        var international = phone.StartsWith('+') || phone.StartsWith("00", StringComparison.Ordinal);
        var digits = new string([.. phone.Where(char.IsAsciiDigit)]).TrimStart('0');
        return international && digits.Length is >= 7 and <= 15 && !Placeholders.IsPlaceholder(digits) ? digits : null;
    }

    /// <summary>SHA-256 of the UTF-8 bytes, 64 lower-case hex digits.</summary>
    public static string Hash(string normalised) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalised)));

    /// <summary>A hash that came ready made: 64 hex digits, made lower case; null when it is something else or the hash of a placeholder.</summary>
    public static string? AcceptHash(string value)
    {
        var hash = Tidy(value);
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigit) && !Placeholders.IsHashOfPlaceholder(hash) ? hash : null;
    }

    internal static string Tidy(string value) => value.Trim(Blank).Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
