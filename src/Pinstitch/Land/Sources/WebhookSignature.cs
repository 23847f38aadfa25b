using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Land.Sources;

/// <summary>
/// The signatures of webhooks, over the raw bytes that came. All comparisons take the same time whatever differs. Several
/// secrets may be valid at a time, while one is being changed.
/// </summary>
public static class WebhookSignature
{
    /// <summary>How old a signed request may be, and how far ahead of our clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Shopify (<c>X-Shopify-Hmac-Sha256</c>) and WooCommerce (<c>X-WC-Webhook-Signature</c>): base64 of HMAC-SHA-256 over the body.</summary>
    public static bool IsBase64(ReadOnlySpan<byte> body, string? signature, params ReadOnlySpan<string> secrets)
    {
        if (body.IsEmpty || string.IsNullOrEmpty(signature)) return false;
        var found = false;
        foreach (var secret in secrets) found |= Same(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)), signature);
        return found;
    }

    /// <summary>Lower- or upper-case hex of HMAC-SHA-256 over the body, behind a prefix such as <c>sha256=</c> where there is one.</summary>
    public static bool IsHex(ReadOnlySpan<byte> body, string? signature, string prefix, params ReadOnlySpan<string> secrets)
    {
        if (body.IsEmpty || string.IsNullOrEmpty(signature) || !signature.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var found = false;
        foreach (var secret in secrets) found |= Same(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)), signature[prefix.Length..].ToLowerInvariant());
        return found;
    }

    /// <summary>
    /// Stripe (<c>Stripe-Signature: t=…,v1=…</c>): hex of HMAC-SHA-256 over time, point and body; one of several <c>v1</c>
    /// must fit, and the time must be near.
    /// </summary>
    public static bool IsStripe(ReadOnlySpan<byte> body, string? header, DateTimeOffset now, params ReadOnlySpan<string> secrets)
    {
        if (string.IsNullOrEmpty(header) || header.Length > 4096) return false;
        var parts = header.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).Select(part => (Name: part[0].Trim(), Value: part[1].Trim())).ToList();
        var times = parts.Where(part => part.Name == "t").Select(part => part.Value).ToList();
        if (times.Count != 1 || !long.TryParse(times[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds) return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{times[0]}."), .. body];
        var found = false;
        foreach (var secret in secrets)
        {
            var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
            foreach (var (name, value) in parts) found |= name == "v1" & Same(expected, value);
        }

        return found;
    }

    /// <summary>
    /// HubSpot, version 3 (<c>X-HubSpot-Signature-v3</c>, <c>X-HubSpot-Request-Timestamp</c>): base64 of HMAC-SHA-256 over
    /// method, address, body and time in milliseconds, which must be near.
    /// </summary>
    /// <param name="body">The raw body.</param>
    /// <param name="method">Upper case.</param>
    /// <param name="address">The whole address that HubSpot called, as the public sees it.</param>
    /// <param name="signature">The header's value.</param>
    /// <param name="timestamp">The header's value.</param>
    /// <param name="now">Our time.</param>
    /// <param name="secrets">The app's client secret.</param>
    public static bool IsHubSpot(ReadOnlySpan<byte> body, string method, string address, string? signature, string? timestamp, DateTimeOffset now, params ReadOnlySpan<string> secrets)
    {
        if (string.IsNullOrEmpty(signature) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return false;
        if (Math.Abs((decimal)now.ToUnixTimeMilliseconds() - milliseconds) > (decimal)Tolerance.TotalMilliseconds) return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes(method + HubSpotAddress(address)), .. body, .. Encoding.UTF8.GetBytes(timestamp!)];
        var found = false;
        foreach (var secret in secrets) found |= Same(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)), signature);
        return found;
    }

    /// <summary>
    /// HubSpot's older signatures (<c>X-HubSpot-Signature</c>), which carry no time: hex of SHA-256 over secret and body in
    /// version 1, over secret, method, address and body in version 2.
    /// </summary>
    /// <param name="body">The raw body.</param>
    /// <param name="version">The value of <c>X-HubSpot-Signature-Version</c>.</param>
    /// <param name="method">Upper case.</param>
    /// <param name="address">The whole address that HubSpot called, as the public sees it.</param>
    /// <param name="signature">The header's value.</param>
    /// <param name="secrets">The app's client secret.</param>
    public static bool IsOldHubSpot(ReadOnlySpan<byte> body, string? version, string method, string address, string? signature, params ReadOnlySpan<string> secrets)
    {
        if (body.IsEmpty || string.IsNullOrEmpty(signature) || version is not ("v1" or "v2")) return false;
        var found = false;
        foreach (var secret in secrets)
        {
            byte[] signed = [.. Encoding.UTF8.GetBytes(version == "v1" ? secret : secret + method + address), .. body];
            found |= Same(Convert.ToHexStringLower(SHA256.HashData(signed)), signature.ToLowerInvariant());
        }

        return found;
    }

    /// <summary>HubSpot signs the address with these characters in clear.</summary>
    private static string HubSpotAddress(string address)
    {
        var text = new StringBuilder(address);
        foreach (var letter in ":/?@!$'()*,;")
        {
            var code = ((int)letter).ToString("X2", CultureInfo.InvariantCulture);
            text.Replace("%" + code, letter.ToString()).Replace("%" + code.ToLowerInvariant(), letter.ToString());
        }

        return text.ToString();
    }

    private static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
