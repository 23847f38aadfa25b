using System.Globalization;

namespace Pinstitch.Land.Contract;

/// <summary>Reads amounts of money: digits, a point, and an exponent as JSON allows it.</summary>
internal static class Money
{
    /// <summary>No amount of the contract is as large as this.</summary>
    public const decimal Most = 1_000_000_000_000m;

    private const int LongestText = 40;

    private const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;

    /// <summary>A JSON number.</summary>
    public static decimal? Number(ReadOnlySpan<byte> text) =>
        text.Length <= LongestText && decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>A text: at most 12 digits, and a point with at most 20 more.</summary>
    public static decimal? Text(ReadOnlySpan<byte> text)
    {
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.Length is 0 or > 12 || fraction.Length > 20 || (point >= 0 && fraction.IsEmpty)) return null;
        if (whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return null;
        return decimal.Parse(text, Styles, CultureInfo.InvariantCulture);
    }
}
