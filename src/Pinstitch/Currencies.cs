using System.Collections.Frozen;

namespace Pinstitch;

/// <summary>The currencies of ISO 4217 that money can be in, with the digits of their minor unit.</summary>
public static class Currencies
{
    private const string TwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP " +
        "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES " +
        "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK " +
        "NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB " +
        "TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Digits = Table().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All =
        Digits.Keys.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Digits behind the decimal point of a currency; null for a code that is no currency. Codes are upper case.</summary>
    public static int? MinorDigits(string code) => Digits.TryGetValue(code, out var digits) ? digits : null;

    /// <summary>All codes, in order.</summary>
    public static IEnumerable<string> Codes => Digits.Keys.Order(StringComparer.Ordinal);

    /// <summary>The code of a text that is all upper or all lower case; null when it is no currency.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        if (text.Length != 3) return null;
        Span<char> upper = stackalloc char[3];
        text.ToUpperInvariant(upper);
        var isLower = char.IsAsciiLetterLower(text[0]) && char.IsAsciiLetterLower(text[1]) && char.IsAsciiLetterLower(text[2]);
        if (!isLower && !text.SequenceEqual(upper)) return null;
        return All.TryGetValue(upper, out var code) ? code : null;
    }

    /// <summary>An amount in minor units (cents), rounded half away from zero where it is finer than that.</summary>
    /// <exception cref="ArgumentException">The code is no currency.</exception>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static long ToMinor(decimal amount, string code) =>
        decimal.ToInt64(decimal.Round(amount * Scale(code), 0, MidpointRounding.AwayFromZero));

    /// <summary>Minor units as an amount.</summary>
    /// <exception cref="ArgumentException">The code is no currency.</exception>
    public static decimal ToAmount(long minor, string code) => minor / Scale(code);

    private static decimal Scale(string code) => MinorDigits(code) switch
    {
        0 => 1m,
        2 => 100m,
        3 => 1000m,
        _ => throw new ArgumentException($"'{code}' is no currency of ISO 4217.", nameof(code)),
    };

    private static IEnumerable<KeyValuePair<string, int>> Table() =>
        TwoDigits.Split(' ').Select(code => KeyValuePair.Create(code, 2))
            .Concat(NoDigits.Split(' ').Select(code => KeyValuePair.Create(code, 0)))
            .Concat(ThreeDigits.Split(' ').Select(code => KeyValuePair.Create(code, 3)));
}
