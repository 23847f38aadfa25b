using System.Buffers.Binary;

namespace Pinstitch.Land.Plain;

/// <summary>
/// The hashes that lines wait for. Each line leaves room for them; once many have come together they are made side by side
/// and written into the holes.
/// </summary>
internal sealed class PlainHoles(HashKey key)
{
    /// <summary>Digits of a pseudonym.</summary>
    public const int PseudonymLength = 32;

    /// <summary>Nowhere: of a hash that no line shows.</summary>
    private const int Nowhere = -1;

    private readonly HashQueue emails = new(0);
    private readonly HashQueue pseudonyms = new(Sha256Lanes.Block);
    private readonly List<(int Hash, int Pseudonym)> emailHoles = [];
    private readonly List<(int Place, IdentifierType Type)> holes = [];

    /// <summary>How far it has come.</summary>
    public readonly record struct Mark(int Emails, int Pseudonyms);

    public Mark Here => new(emails.Count, pseudonyms.Count);

    /// <summary>Asks for the pseudonym of a value.</summary>
    public void Add(IdentifierType type, ReadOnlySpan<byte> value, int place)
    {
        pseudonyms.Add(type.Utf8Prefix(), value);
        holes.Add((place, type));
    }

    /// <summary>Asks for the hash of an address, and for the pseudonym that is made of it.</summary>
    /// <param name="email">In normal form.</param>
    /// <param name="pseudonym">Where the pseudonym goes; null for none.</param>
    /// <returns>Its number, for <see cref="Show"/>.</returns>
    public int AddEmail(ReadOnlySpan<byte> email, int? pseudonym)
    {
        emailHoles.Add((Nowhere, pseudonym ?? Nowhere));
        return emails.Add(email, default);
    }

    /// <summary>Says where the hash of an address goes.</summary>
    public void Show(int number, int place) => emailHoles[number] = emailHoles[number] with { Hash = place };

    public void CutTo(Mark mark)
    {
        emails.CutTo(mark.Emails);
        emailHoles.RemoveRange(mark.Emails, emailHoles.Count - mark.Emails);
        pseudonyms.CutTo(mark.Pseudonyms);
        holes.RemoveRange(mark.Pseudonyms, holes.Count - mark.Pseudonyms);
    }

    /// <summary>Makes the hashes, fills the holes and begins anew.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="made">Gets each pseudonym and its place; null where nobody asks.</param>
    public void Fill(LineBuffer lines, Action<int, Identifier>? made)
    {
        Span<byte> hash = stackalloc byte[32];
        Span<byte> hex = stackalloc byte[PlainEmail.HashLength];
        emails.Run(Sha256Lanes.Start);
        for (var number = 0; number < emails.Count; number++)
        {
            HashKey.Write(emails.Hash(number), hash);
            Convert.TryToHexStringLower(hash, hex, out _);
            var (shown, pseudonym) = emailHoles[number];
            if (shown != Nowhere) hex.CopyTo(lines.At(shown, hex.Length));
            if (pseudonym != Nowhere) Add(IdentifierType.Email, hex, pseudonym);
        }

        key.Run(pseudonyms);
        for (var number = 0; number < holes.Count; number++)
        {
            HashKey.Write(pseudonyms.Hash(number)[..4], hash);
            Convert.TryToHexStringLower(hash[..16], lines.At(holes[number].Place, PseudonymLength), out _);
            made?.Invoke(holes[number].Place, new(holes[number].Type, BinaryPrimitives.ReadUInt128BigEndian(hash)));
        }

        CutTo(default);
    }
}
