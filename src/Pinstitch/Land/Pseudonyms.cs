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
    private readonly byte[] key;

    /// <param name="pepper">The secret, at least 16 bytes; whoever has it can test guesses, so it lives in Key Vault.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public Pseudonyms(byte[] pepper)
    {
        ArgumentNullException.ThrowIfNull(pepper);
        if (pepper.Length < 16) throw new ArgumentException("The pepper needs at least 16 bytes.", nameof(pepper));
        key = [.. pepper];
    }

    /// <param name="type">What it is.</param>
    /// <param name="value">Normalised; for mail addresses and phone numbers the SHA-256 of that, in lower-case hex.</param>
    public Identifier For(IdentifierType type, string value)
    {
        var text = $"{type.Name()}|{value}";
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), hash);
        return new(type, BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
