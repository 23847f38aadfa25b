using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Land;

/// <summary>
/// Turns identifiers into pseudonyms with a secret key (pepper), HMAC-SHA-256 cut to 128 bits. Mail addresses and phone
/// numbers go in as their SHA-256, so that a sender who hashes first and one who does not mean the same person.
/// </summary>
public sealed class Pseudonyms
{
    private const int ShortValue = 256;

    private readonly byte[] key;
    private readonly byte[]? formerKey;

    /// <param name="pepper">The secret, at least 16 bytes; whoever has it can test guesses, so it lives in Key Vault.</param>
    /// <param name="former">The secret before this one, for as long as events bring the two together; null outside of a change.</param>
    /// <exception cref="ArgumentException">A secret is too short, or both are the same.</exception>
    public Pseudonyms(byte[] pepper, byte[]? former = null)
    {
        ArgumentNullException.ThrowIfNull(pepper);
        if (pepper.Length < 16 || former is { Length: < 16 }) throw new ArgumentException("A pepper needs at least 16 bytes.", nameof(pepper));
        if (former is not null && former.AsSpan().SequenceEqual(pepper)) throw new ArgumentException("The former pepper is the present one.", nameof(former));
        key = [.. pepper];
        formerKey = former is null ? null : [.. former];
    }

    /// <summary>Whether the pepper is being changed.</summary>
    public bool IsChanging => formerKey is not null;

    /// <summary>The secret, for hashing many at once.</summary>
    internal ReadOnlySpan<byte> Key => key;

    /// <param name="type">What it is.</param>
    /// <param name="value">Normalised; for mail addresses and phone numbers the SHA-256 of that, in lower-case hex.</param>
    public Identifier For(IdentifierType type, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return For(type, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The same of the value's UTF-8 bytes.</summary>
    public Identifier For(IdentifierType type, ReadOnlySpan<byte> value) => Make(key, type, value);

    /// <summary>The identifier under the pepper before this one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Identifier Former(IdentifierType type, ReadOnlySpan<byte> value) =>
        Make(formerKey ?? throw new InvalidOperationException("No former pepper is set."), type, value);

    private static Identifier Make(byte[] key, IdentifierType type, ReadOnlySpan<byte> value)
    {
        var prefix = type.Utf8Prefix();
        var length = prefix.Length + value.Length;
        var text = length <= ShortValue ? stackalloc byte[ShortValue] : new byte[length];
        prefix.CopyTo(text);
        value.CopyTo(text[prefix.Length..]);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, text[..length], hash);
        return new(type, BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
