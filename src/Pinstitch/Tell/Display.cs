using System.Globalization;
using System.Net;

namespace Pinstitch.Tell;

/// <summary>How numbers are written for people: the same in mails and on pages.</summary>
internal static class Display
{
    /// <summary>What stands where there is no number; absent is not zero.</summary>
    public const string None = "–";

    public static string Html(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Whole currency units, such as <c>€12,345</c>.</summary>
    public static string Money(decimal? amount, string currency) => amount is { } some ? Signed(some, Symbol(currency), "#,0") : None;

    /// <summary>With cents, such as <c>€12.34</c>.</summary>
    public static string Cents(decimal? amount, string currency) => amount is { } some ? Signed(some, Symbol(currency), "#,0.00") : None;

    public static string Cents(double? amount, string currency) => Cents((decimal?)amount, currency);

    public static string Ratio(double? value) => value is { } number ? number.ToString("0.00", CultureInfo.InvariantCulture) : None;

    public static string Count(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture);

    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(double? value) => value is { } share ? (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %" : None;

    /// <summary>With its sign, such as <c>+6 %</c> or <c>−12 %</c>.</summary>
    public static string SignedPercent(double value) =>
        value < 0 ? "−" + Percent(-value) : (value > 0 ? "+" : "±") + Percent(value);

    /// <summary>Such as <c>3–9 Mar 2026</c>.</summary>
    public static string Span(DateOnly from, DateOnly to)
    {
        var last = to.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        return (from.Year, from.Month) == (to.Year, to.Month)
            ? $"{from.Day}–{last}"
            : $"{from.ToString(from.Year == to.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture)} – {last}";
    }

    private static string Signed(decimal amount, string symbol, string format)
    {
        var digits = Math.Abs(amount).ToString(format, CultureInfo.InvariantCulture);
        return (amount < 0 && digits.Any(letter => letter is > '0' and <= '9') ? "−" : string.Empty) + symbol + digits;
    }

    private static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        _ => currency + " ",
    };
}
