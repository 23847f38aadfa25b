using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>Reads values as platforms write them: numbers as numbers or as text, ids in either, nothing in several ways.</summary>
internal static class RowValue
{
    private static readonly HashSet<string> Nothing = new(["", "-", "--", "N/A", "NaN", "None", "null"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The number; null for nothing (<c>null</c>, an empty text, <c>-</c>, <c>NaN</c>, <c>N/A</c>).</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static decimal? Number(CellKind kind, ReadOnlySpan<byte> value)
    {
        if (kind == CellKind.Null || IsNothing(value)) return null;
        if (Utf8Parser.TryParse(value, out decimal number, out var read) && read == value.Length) return number;
        // Thousands separators and exponents are rare enough for the slow way.
        var text = Encoding.UTF8.GetString(value).Trim().TrimEnd('%');
        if (Nothing.Contains(text)) return null;
        return decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number)
            ? number
            : throw new FormatException($"'{(text.Length > 40 ? text[..40] : text)}' is no number.");
    }

    /// <summary>A day; a time behind it is left off, because a platform's day is what it says.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static DateOnly Day(ReadOnlySpan<byte> value)
    {
        if (value.Length >= 10
            && Digits(value[..4], out var year) && value[4] == '-'
            && Digits(value[5..7], out var month) && value[7] == '-'
            && Digits(value[8..10], out var day)
            && month is >= 1 and <= 12 && year >= 1 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
            return new(year, month, day);
        return DateOnly.TryParseExact(Encoding.UTF8.GetString(value), ["M/d/yyyy", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var other)
            ? other
            : throw new FormatException($"'{Encoding.UTF8.GetString(value)}' is no day.");
    }

    /// <summary>The hour of a value such as <c>7</c>, <c>2026-11-20 07:00:00</c> or <c>07:00:00 - 07:59:59</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static int Hour(ReadOnlySpan<byte> value)
    {
        var digits = value.Length > 12 && value[4] == '-' ? value[11..13] : value[..Math.Min(2, value.Length)];
        if (digits.Length == 2 && digits[1] is < (byte)'0' or > (byte)'9') digits = digits[..1];
        return Digits(digits, out var hour) && hour < 24 ? hour : throw new FormatException($"'{Encoding.UTF8.GetString(value)}' is no hour.");
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var letter in text)
        {
            if (letter is < (byte)'0' or > (byte)'9') return false;
            number = (number * 10) + letter - '0';
        }

        return text.Length > 0;
    }

    private static bool IsNothing(ReadOnlySpan<byte> value) =>
        value.IsEmpty || value.SequenceEqual("-"u8) || value.SequenceEqual("--"u8) || value.SequenceEqual("NaN"u8) || value.SequenceEqual("null"u8);
}
