using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Pinstitch.Functions.Local;

/// <summary>An option whose value is a day, yyyy-MM-dd whatever the machine's language; anything else is told in words.</summary>
internal static class DayOption
{
    public static Option<DateOnly> Needed(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        HelpName = "day",
        CustomParser = result => Read(result, name) ?? default,
    };

    public static Option<DateOnly?> Free(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "day",
        CustomParser = result => Read(result, name),
    };

    /// <returns>The day that a line gives; null where it gives none, or one that cannot be read.</returns>
    public static DateOnly? In(SymbolResult line, Option<DateOnly> option) => line.GetResult(option)?.Tokens is [var token] ? Parse(token) : null;

    private static DateOnly? Read(ArgumentResult result, string name)
    {
        if (result.Tokens is [var token] && Parse(token) is { } day) return day;
        result.AddError($"{name} must be a day like 2024-06-01.");
        return null;
    }

    private static DateOnly? Parse(Token token) => DateOnly.TryParseExact(token.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
