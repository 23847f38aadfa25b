using System.Globalization;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Reads a served value alike from both stores: Table Storage has no decimal, no date and no instant without a zone.</summary>
internal static class ServedCell
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static long Whole(object? value) => Convert.ToInt64(value, Invariant);

    public static DateOnly Day(object? value) => value is DateOnly day ? day : DateOnly.Parse((string)value!, Invariant);

    public static string Text(object? value) => value switch
    {
        null => "-",
        decimal amount => ((double)amount).ToString("R", Invariant),
        double amount => amount.ToString("R", Invariant),
        DateOnly day => day.ToString("yyyy-MM-dd", Invariant),
        DateTime time => time.ToString("O", Invariant).TrimEnd('Z'),
        DateTimeOffset time => time.UtcDateTime.ToString("O", Invariant).TrimEnd('Z'),
        _ => Convert.ToString(value, Invariant)!,
    };
}
