using System.Globalization;

namespace Pinstitch.Land;

/// <summary>
/// A pseudonymous identifier: its type, and 128 bits of a keyed hash of its normalised value. The value cannot be got
/// back, and without the key nobody can find out which value it stands for.
/// </summary>
public readonly record struct Identifier(IdentifierType Type, UInt128 Key) : IComparable<Identifier>
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Identifier Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && IdentifierTypes.Find(text[..colon]) is { } type
            && UInt128.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? new(type, key)
            : throw new FormatException($"'{text}' is no identifier: type, colon, 32 hex digits.");
    }

    public int CompareTo(Identifier other)
    {
        // As numbers: comparing enums as such boxes both.
        var byType = ((int)Type).CompareTo((int)other.Type);
        return byType != 0 ? byType : Key.CompareTo(other.Key);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Type.Name()}:{Key:x32}");

    /// <summary>Writes the bytes of <see cref="ToString"/>.</summary>
    /// <returns>How many there are.</returns>
    internal int Format(Span<byte> utf8)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(Type.Name(), utf8);
        utf8[name] = (byte)':';
        Key.TryFormat(utf8[(name + 1)..], out var digits, "x32", CultureInfo.InvariantCulture);
        return name + 1 + digits;
    }

    public static bool operator <(Identifier left, Identifier right) => left.CompareTo(right) < 0;

    public static bool operator <=(Identifier left, Identifier right) => left.CompareTo(right) <= 0;

    public static bool operator >(Identifier left, Identifier right) => left.CompareTo(right) > 0;

    public static bool operator >=(Identifier left, Identifier right) => left.CompareTo(right) >= 0;
}
