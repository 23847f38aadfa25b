using PhoneNumbers;

namespace Pinstitch.Land.Matching;

/// <summary>
/// Telephone numbers. One with <c>+</c> or <c>00</c> is taken by its digits; one without needs its country, and is read by
/// the rules of that country (libphonenumber). Without a country it is not guessed.
/// </summary>
internal static class Phones
{
    private static readonly string[] Marks = ["ext", "x", "#", ";"];

    /// <summary>Digits with the calling code, no leading zeros.</summary>
    public static NormalForm Digits(string text, string? country) => Read(text, country);

    /// <summary>The same with a plus sign.</summary>
    public static NormalForm E164(string text, string? country) => Read(text, country) is { Text: { } digits } ? NormalForm.Of('+' + digits) : Read(text, country);

    private static NormalForm Read(string text, string? country)
    {
        // Extensions ("ext. 12", "x12") are no part of the number.
        var number = CutExtension(text);
        var digits = string.Concat(number.Where(char.IsDigit).Select(digit => (char)('0' + char.GetNumericValue(digit))));
        if (digits.Length == 0) return NormalForm.Because("no_phone");
        if (IsInternational(number, digits, country)) return Sound(WithoutTrunkZero(number, digits).TrimStart('0'));
        if (country is null) return NormalForm.Because("phone_without_country");
        try
        {
            var read = PhoneNumberUtil.GetInstance().Parse(digits, country.ToUpperInvariant());
            return Sound(PhoneNumberUtil.GetInstance().Format(read, PhoneNumberFormat.E164).TrimStart('+'));
        }
        catch (NumberParseException)
        {
            return NormalForm.Because("no_phone");
        }
    }

    /// <summary>A plus sign before the first digit, or 00; in Australia numbers abroad begin with 0011, which its own rules know.</summary>
    private static bool IsInternational(string number, string digits, string? country) =>
        number.AsSpan().IndexOfAny('+', '\uFF0B') is var plus and >= 0 && !number[..plus].Any(char.IsDigit)
        || (digits.StartsWith("00", StringComparison.Ordinal) && !(country is "AU" or "au" && digits.StartsWith("0011", StringComparison.Ordinal)));

    /// <summary>"+44 (0)20 …": the zero in brackets is for callers within the country.</summary>
    private static string WithoutTrunkZero(string number, string digits)
    {
        var bracket = number.IndexOf("(0)", StringComparison.Ordinal);
        if (bracket < 0) return digits;
        var before = number[..bracket].Count(char.IsDigit);
        return digits.Remove(before, 1);
    }

    private static string CutExtension(string text)
    {
        foreach (var mark in Marks)
        {
            if (text.IndexOf(mark, StringComparison.Ordinal) is var at and > 0) return text[..at];
        }

        return text;
    }

    private static NormalForm Sound(string digits) =>
        digits.Length is >= 7 and <= 15 && !Placeholders.IsPlaceholder(digits) ? NormalForm.Of(digits) : NormalForm.Because("no_phone");
}
