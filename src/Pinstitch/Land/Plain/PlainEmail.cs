using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>Mail addresses and their hashes in the form that they usually have.</summary>
internal static class PlainEmail
{
    /// <summary>Bytes of a hash in hex.</summary>
    public const int HashLength = 64;

    private const int Longest = 254;

    private static readonly System.Buffers.SearchValues<byte> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The first eight digits of hashes that stand for nobody.</summary>
    private static readonly FrozenSet<ulong> Nobody = Placeholders.AllHashes.Concat(PersonHashes.AllExamples).Select(hash => MemoryMarshal.Read<ulong>(Encoding.ASCII.GetBytes(hash))).ToFrozenSet();

    /// <summary>Whether it is a SHA-256 in lower-case hex, of somebody.</summary>
    public static bool IsHash(ReadOnlySpan<byte> text) => text.Length == HashLength && !text.ContainsAnyExcept(HexDigits) && !Nobody.Contains(MemoryMarshal.Read<ulong>(text));

    /// <summary>Puts an address into the form that all platforms but Google take (<see cref="PersonalData.NormaliseEmail"/>).</summary>
    /// <param name="text">The address, without blanks around it.</param>
    /// <param name="email">Gets it, as long as it is.</param>
    /// <returns>False for what is no address, and for one that is nobody's.</returns>
    public static bool Normalise(ReadOnlySpan<byte> text, Span<byte> email)
    {
        if (text.Length is 0 or > Longest || Ascii.ToLower(text, email, out _) != System.Buffers.OperationStatus.Done) return false;
        var at = email.IndexOf((byte)'@');
        var isSound = at > 0 && at == email.LastIndexOf((byte)'@') && email[at..].IndexOf((byte)'.') > 1 && email[^1] != '.' && email.IndexOf((byte)' ') < 0;
        return isSound && !email[at..].SequenceEqual("@example.com"u8) && !IsPlaceholder(email);
    }

    /// <summary>Takes out what Google leaves out of an address at Gmail (<see cref="Matching.GoogleRules"/>).</summary>
    /// <param name="email">The address in normal form; it is changed.</param>
    /// <returns>How long it is then; its length for addresses elsewhere, and 0 where nothing is left.</returns>
    public static int Google(Span<byte> email)
    {
        var at = email.IndexOf((byte)'@');
        var host = email[at..];
        if (!host.SequenceEqual("@gmail.com"u8) && !host.SequenceEqual("@googlemail.com"u8)) return email.Length;
        var length = 0;
        foreach (var letter in email[..at])
        {
            if (letter == '+') break;
            if (letter != '.') email[length++] = letter;
        }

        if (length == 0) return 0;
        host.CopyTo(email[length..]);
        return length + host.Length;
    }

    private static bool IsPlaceholder(ReadOnlySpan<byte> email)
    {
        Span<char> text = stackalloc char[Longest];
        return Placeholders.IsPlaceholder(text[..Encoding.ASCII.GetChars(email, text)]);
    }
}
