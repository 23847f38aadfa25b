using System.Globalization;
using System.Text;

namespace Pinstitch.Land.Contract;

/// <summary>Reads points in time of ISO 8601 (RFC 3339): date, <c>T</c>, time, and an offset or <c>Z</c>.</summary>
internal static class Timestamp
{
    /// <summary>UTC; null when the text is no such time. Fractions finer than 100 ns are cut off.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> text) => Read(text, out var ticks) ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>The same in ticks of UTC.</summary>
    public static bool Read(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t') || text[13] != ':' || text[16] != ':') return false;
        var (century, years, month, day) = (Two(text, 0), Two(text, 2), Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        var year = (century * 100) + years;
        if (century > 99 || years > 99 || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        ticks = new DateTime(year, month, day).Ticks + (((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond);
        var rest = text[19..];
        return rest is [(byte)'Z'] || ReadRest(rest, ref ticks);
    }

    private static bool ReadRest(ReadOnlySpan<byte> rest, ref long ticks)
    {
        if (rest[0] == '.')
        {
            var (digits, fraction) = (1, 0L);
            for (; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
            {
                if (digits <= 7) fraction = (fraction * 10) + rest[digits] - '0';
            }

            if (digits is 1 or > 10) return false;
            for (var place = digits; place <= 7; place++) fraction *= 10;
            ticks += fraction;
            rest = rest[digits..];
        }

        if (Offset(rest) is not { } offset) return false;
        ticks -= offset * TimeSpan.TicksPerMinute;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
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
        var (hours, minutes) = (Two(text, 1), Two(text, text.Length - 2));
        if (hours > 14 || minutes > 59 || (hours * 60) + minutes > 14 * 60) return null;
        return ((hours * 60) + minutes) * (text[0] == '-' ? -1 : 1);
    }

    /// <summary>The number that two digits make; a large one for anything but digits.</summary>
    private static int Two(ReadOnlySpan<byte> text, int place)
    {
        var (ten, one) = ((uint)text[place] - '0', (uint)text[place + 1] - '0');
        return ten <= 9 && one <= 9 ? (int)((ten * 10) + one) : int.MaxValue / 200;
    }
}
