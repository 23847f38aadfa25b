using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>The key in the connection string; proves and disproves shared access signatures.</summary>
/// <param name="Name">SharedAccessKeyName.</param>
/// <param name="Key">SharedAccessKey.</param>
internal sealed record SasKey(string Name, string Key)
{
    /// <summary>What is wrong with a token; null when it holds.</summary>
    /// <param name="token"><c>SharedAccessSignature sr=…&amp;sig=…&amp;se=…&amp;skn=…</c></param>
    /// <param name="now">What its expiry is compared with.</param>
    public string? Refuse(string? token, DateTimeOffset now)
    {
        const string Scheme = "SharedAccessSignature ";
        if (token is null || !token.StartsWith(Scheme, StringComparison.Ordinal)) return "The token is no shared access signature; use the connection string that the host shows.";
        var fields = token[Scheme.Length..].Split('&')
            .Select(field => field.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (!fields.TryGetValue("sr", out var resource) || !fields.TryGetValue("se", out var expiry) || !fields.TryGetValue("sig", out var signature)) return "The shared access signature lacks sr, se or sig.";
        if (!fields.TryGetValue("skn", out var name) || Uri.UnescapeDataString(name) != Name) return "The shared access signature is of another key name than SharedAccessKeyName in EventHubConnection.";
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        var given = new byte[64];
        if (!Convert.TryFromBase64String(Uri.UnescapeDataString(signature), given, out var length) || !CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), expected))
            return "The shared access signature does not fit SharedAccessKey in EventHubConnection.";
        return long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= now.ToUnixTimeSeconds() ? null : "The shared access signature has expired.";
    }
}
