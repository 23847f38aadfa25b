using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Land.Doors;

/// <summary>
/// A key that a site's pages carry: the site's name, and a signature over it. It is public by nature; it keeps out what
/// does not even read the page, and it can be withdrawn by changing the secret.
/// </summary>
public static class SiteKey
{
    private const int SignatureBytes = 16;

    /// <param name="site">Letters, digits, dots and dashes.</param>
    /// <param name="secret">The collector's secret.</param>
    /// <exception cref="ArgumentException">The site's name has other characters.</exception>
    public static string Make(string site, string secret)
    {
        if (string.IsNullOrEmpty(site) || !site.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'))
            throw new ArgumentException("A site's name has letters, digits, dots and dashes only.", nameof(site));
        return $"{site}~{Sign(site, secret)}";
    }

    /// <summary>The site that a key is for; null when it is signed by none of the secrets.</summary>
    public static string? Site(string? key, IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (key is not { Length: <= 200 } || key.LastIndexOf('~') is not (var mark and > 0)) return null;
        var (site, signature) = (key[..mark], Encoding.UTF8.GetBytes(key[(mark + 1)..]));
        return secrets.Aggregate(false, (found, secret) => found | CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(site, secret)), signature)) ? site : null;
    }

    private static string Sign(string site, string secret)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"pinstitch site key|{site}"));
        return Convert.ToBase64String(hash, 0, SignatureBytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
