namespace Pinstitch.Land.Sources.Mapped;

/// <summary>A signature of HMAC-SHA-256 over the raw body.</summary>
/// <param name="Header">The header that has it.</param>
/// <param name="Encoding"><c>hex</c> or <c>base64</c>.</param>
/// <param name="Prefix">What stands before it, such as <c>sha256=</c>.</param>
/// <param name="Secret">Name of the setting with the secret.</param>
public sealed record MappingSignature(string Header, string Encoding, string Prefix, string Secret)
{
    public bool Fits(ReadOnlySpan<byte> body, string? signature, string secret)
    {
        if (Encoding == "hex") return WebhookSignature.IsHex(body, signature, Prefix, secret);
        return signature?.StartsWith(Prefix, StringComparison.Ordinal) == true && WebhookSignature.IsBase64(body, signature[Prefix.Length..], secret);
    }
}
