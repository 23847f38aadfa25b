using System.Globalization;
using System.Text.Json;

namespace Pinstitch.Platforms;

/// <summary>
/// Reads report values as platforms write them: numbers as numbers or as text, ids in either, missing for zero. A value
/// that is neither is a fault of the data, never a silent zero.
/// </summary>
internal static class JsonFields
{
    /// <summary>The value as text exactly as written; null when it is missing or null.</summary>
    public static string? Text(JsonElement row, string name) =>
        !row.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    /// <summary>A whole number; a column that was asked for and is missing in a present row is zero.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static long Whole(JsonElement row, string name) => decimal.ToInt64(decimal.Round(Number(row, name)));

    /// <summary>A decimal number; missing is zero.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static decimal Number(JsonElement row, string name)
    {
        var text = Text(row, name);
        if (text is null or "" or "-") return 0;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} is no number.");
    }

    /// <summary>A day written yyyy-MM-dd.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static DateOnly Day(JsonElement row, string name) =>
        DateOnly.TryParseExact(Text(row, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"{name} is no day.");
}
