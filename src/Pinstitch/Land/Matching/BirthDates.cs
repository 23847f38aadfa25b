using System.Globalization;

namespace Pinstitch.Land.Matching;

/// <summary>Dates of birth, as <c>YYYYMMDD</c>. A date that can be read in two ways is not guessed.</summary>
internal static class BirthDates
{
    private static readonly string[] Unmistakable = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy M d", "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "d-MMM-yyyy"];

    private static readonly string[] DayFirst = ["d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d M yyyy"];

    private static readonly string[] MonthFirst = ["M-d-yyyy", "M/d/yyyy", "M.d.yyyy", "M d yyyy"];

    /// <param name="text">The date in any usual form.</param>
    /// <param name="monthFirst">Whether a date that can be read in two ways has its month first, as Meta's builder takes it.</param>
    public static NormalForm Compact(string text, bool monthFirst = false)
    {
        var plain = text.Replace(",", string.Empty, StringComparison.Ordinal);
        // A time behind the date, as databases write it, says nothing more.
        if (plain.Length > 11 && plain[10] is 't' or ' ' && plain[4] == '-') plain = plain[..10];
        if (Read(plain, Unmistakable) is { } date) return Sound(date);
        var (day, month) = (Read(plain, DayFirst), Read(plain, MonthFirst));
        if ((day ?? month) is not { } either) return NormalForm.Because("no_date");
        if (day is null || month is null || day == month) return Sound(either);
        // With points between, the day comes first everywhere.
        if (plain.Contains('.', StringComparison.Ordinal)) return Sound(day.Value);
        return monthFirst ? Sound(month.Value) : NormalForm.Because("ambiguous_date");
    }

    /// <summary>The latest day that a text may mean; null when it is no date.</summary>
    public static DateOnly? Latest(string value)
    {
        var text = PersonalData.Tidy(value);
        var (plain, monthFirst) = (Compact(text).Text, Compact(text, monthFirst: true).Text);
        var latest = string.CompareOrdinal(plain, monthFirst) > 0 ? plain : monthFirst;
        return latest is null ? null : DateOnly.ParseExact(latest, "yyyyMMdd", CultureInfo.InvariantCulture);
    }

    private static DateOnly? Read(string text, string[] forms) =>
        DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static NormalForm Sound(DateOnly date) =>
        date.Year is >= 1800 and <= 2100 ? NormalForm.Of(date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)) : NormalForm.Because("no_date");
}
