using System.Globalization;
using System.Text;

namespace Pinstitch.Land.Contract;

/// <summary>Reads points in time of ISO 8601 (RFC 3339): date, <c>T</c>, time, and an offset or <c>Z</c>.</summary>
internal static class Timestamp
{
    /// <summary>UTC; null when the text is no such time. Fractions finer than 100 ns are cut off.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t') || text[13] != ':' || text[16] != ':') return null;
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute, second) = (Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return null;
        var rest = text[19..];
        var ticks = 0L;
        if (rest[0] == '.')
        {
            var digits = 1;
            for (; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
            {
                if (digits <= 7) ticks = (ticks * 10) + rest[digits] - '0';
            }

            if (digits is 1 or > 10) return null;
            for (var place = digits; place <= 7; place++) ticks *= 10;
            rest = rest[digits..];
        }

        if (Offset(rest) is not { } offset) return null;
        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(ticks);
        var utc = local.Ticks - (offset * TimeSpan.TicksPerMinute);
        return utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(utc, TimeSpan.Zero);
    }

    public static DateTimeOffset? Read(string? text) => text is { Length: <= 40 } ? Read(Encoding.UTF8.GetBytes(text)) : null;

    /// <summary>As the contract writes it.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Minutes east of Greenwich.</summary>
    private static int? Offset(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z') return 0;
        // hh:mm, and hhmm as some shops write it.
        if (text.Length is not (5 or 6) || text[0] is not ((byte)'+' or (byte)'-') || (text.Length == 6 && text[3] != ':')) return null;
        var (hours, minutes) = (Digits(text[1..3]), Digits(text[^2..]));
        if (hours is < 0 or > 14 || minutes is < 0 or > 59 || (hours * 60) + minutes > 14 * 60) return null;
        return ((hours * 60) + minutes) * (text[0] == '-' ? -1 : 1);
    }

    /// <summary>-1 for anything but digits.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return -1;
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
