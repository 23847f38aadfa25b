using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pinstitch.Land.Sources.Mapped;

/// <summary>
/// A text with places in braces: <c>order_{id}</c>, <c>{email ?? contact.email}</c>, <c>{amount | cents}</c>. Where a place
/// has no value, the template has none.
/// </summary>
public sealed class MappingTemplate
{
    private static readonly string[] PlainFilters = ["lower", "upper", "abs", "cents", "ms", "s", "date", "utc"];

    private readonly List<(string Text, string[] Paths, string[] Filters)> parts;

    private MappingTemplate(List<(string Text, string[] Paths, string[] Filters)> parts) => this.parts = parts;

    /// <summary>The names that it reads: for each place those of which the first that has a value counts.</summary>
    public IEnumerable<IReadOnlyList<string>> Places => parts.Select(part => part.Paths).Where(paths => paths.Length > 0);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="maps">The tables that the filter <c>map:name</c> may name.</param>
    public static Outcome<MappingTemplate> Parse(string text, IEnumerable<string> maps)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<(string, string[], string[])>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                parts.Add((text[at..], [], []));
                break;
            }

            var close = text.IndexOf('}', open);
            if (close < 0) return new Fault(FaultKind.Configuration, $"the template \"{text}\" has a brace that is not closed");
            if (open > at) parts.Add((text[at..open], [], []));
            var pieces = text[(open + 1)..close].Split('|', StringSplitOptions.TrimEntries);
            var paths = pieces[0].Split("??", StringSplitOptions.TrimEntries);
            if (paths.Any(path => path.Length == 0)) return new Fault(FaultKind.Configuration, $"the template \"{text}\" has a place without a name");
            if (pieces.Skip(1).FirstOrDefault(filter => !IsKnown(filter, maps)) is { } unknown)
                return new Fault(FaultKind.Configuration, $"the template \"{text}\" has a filter '{unknown}' that is none of {string.Join(", ", PlainFilters)}, map:<name>");
            parts.Add((string.Empty, paths, pieces[1..]));
            at = close + 1;
        }

        return new MappingTemplate(parts);
    }

    /// <summary>The value; null where a place has none.</summary>
    /// <param name="record">What the paths start from.</param>
    /// <param name="maps">The mapping's tables.</param>
    /// <param name="element">What <c>each</c> stands for, where the rule repeats.</param>
    public string? Fill(JsonElement record, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> maps, JsonElement element = default)
    {
        ArgumentNullException.ThrowIfNull(maps);
        var text = new StringBuilder();
        foreach (var (plain, paths, filters) in parts)
        {
            if (paths.Length == 0)
            {
                text.Append(plain);
                continue;
            }

            var value = paths.Select(path => At(record, element, path)).FirstOrDefault(found => found is not null);
            foreach (var filter in filters) value = Apply(filter, value, maps);
            if (value is null) return null;
            text.Append(value);
        }

        return text.ToString();
    }

    /// <summary><c>each</c> is the element of a rule that repeats, and <c>each.id</c> a part of it.</summary>
    private static string? At(JsonElement record, JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Undefined || !(path == "each" || path.StartsWith("each.", StringComparison.Ordinal))) return MappedRecord.At(record, path);
        return MappedRecord.At(element, path.Length == 4 ? string.Empty : path[5..]);
    }

    private static bool IsKnown(string filter, IEnumerable<string> maps) =>
        PlainFilters.Contains(filter) || (filter.StartsWith("map:", StringComparison.Ordinal) && maps.Contains(filter[4..]));

    private static string? Apply(string filter, string? value, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> maps)
    {
        if (value is null) return null;
        return filter switch
        {
            "lower" => value.ToLowerInvariant(),
            "upper" => value.ToUpperInvariant(),
            "abs" => value.TrimStart('-', '+'),
            "cents" => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var minor) ? (minor / 100m).ToString(CultureInfo.InvariantCulture) : value,
            "ms" => Unix(value, 1),
            "s" => Unix(value, 1000),
            "date" => value.Length >= 10 ? value[..10] + "T00:00:00Z" : value,
            // "2026-10-30 12:00:00" or with a T, known to be UTC.
            "utc" => value.Replace(' ', 'T') + (value.EndsWith('Z') ? string.Empty : "Z"),
            _ => maps[filter[4..]].GetValueOrDefault(value.ToLowerInvariant()),
        };
    }

    private static string Unix(string value, long factor) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000_000_000_000 / factor
            ? Contract.Timestamp.Write(DateTimeOffset.FromUnixTimeMilliseconds(number * factor))
            : value;
}
