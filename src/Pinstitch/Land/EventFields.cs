using System.Globalization;
using System.Text.Json;

namespace Pinstitch.Land;

/// <summary>Reads the fields of one event and notes every rule that is broken.</summary>
internal sealed class EventFields(JsonElement root)
{
    private readonly List<Violation> violations = [];

    public IReadOnlyList<Violation> Violations => violations;

    public void Break(string field, string rule, JsonElement? value, string fix) =>
        violations.Add(new(field, rule, Shape(value), fix));

    /// <summary>An object within the event; null when it is absent.</summary>
    public JsonElement? Object(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Object) return value;
        Break(name, "not_an_object", value, $"Send {name} as a JSON object, or leave it out.");
        return null;
    }

    /// <summary>A text; a number is taken as the text it is written with. Null when it is absent or empty.</summary>
    public string? Text(JsonElement? parent, string name, int most, string? path = null)
    {
        path ??= name;
        if (parent is not { } container || !container.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            Break(path, "not_a_text", value, $"Send {path} as a JSON string.");
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
        if (text.Length == 0) return null;
        if (text.Length <= most && !text.Any(char.IsControl)) return text;
        Break(path, "text_too_long", value, $"Send {path} with at most {most} characters and without control characters.");
        return null;
    }

    public string? Required(string name, int most)
    {
        var before = violations.Count;
        var text = Text(root, name, most);
        if (text is null && violations.Count == before)
            Break(name, "missing", root.TryGetProperty(name, out var value) ? value : null, $"Every event needs {name}.");
        return text;
    }

    public bool? Flag(JsonElement? parent, string name, string path)
    {
        if (parent is not { } container || !container.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Break(path, "not_a_flag", value, $"Send {path} as true or false.");
        return null;
    }

    /// <summary>A point in time: ISO 8601 with an offset, or whole Unix seconds.</summary>
    public DateTimeOffset? Time(JsonElement? parent, string name, string path)
    {
        if (parent is not { } container || !container.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds))
        {
            if (seconds is > 0 and < 100_000_000_000) return DateTimeOffset.FromUnixTimeSeconds(seconds);
            Break(path, "time_not_in_seconds", value, $"Send {path} in whole seconds since 1970 (not milliseconds), or as ISO 8601 text with an offset.");
            return null;
        }

        var styles = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        if (value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: >= 20 and <= 40 } text
            && text[10] is 'T' or 't'
            && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var time))
            return time;
        Break(path, "not_a_time", value, $"Send {path} as ISO 8601 text with an offset, such as 2026-09-14T08:30:00Z, or as whole Unix seconds.");
        return null;
    }

    /// <summary>An amount of money that is not negative, as a JSON number or as text.</summary>
    public decimal? Amount(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        var styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var amount))
        {
            Break(name, "not_an_amount", value, $"Send {name} as a number or as text with a decimal point, such as \"59.90\".");
            return null;
        }

        if (amount is >= 0 and < 1_000_000_000_000m) return amount;
        Break(name, "amount_out_of_range", value, $"Send {name} between 0 and 1,000,000,000,000; money given back is a refund event with a positive value.");
        return null;
    }

    private static string Shape(JsonElement? value) => value?.ValueKind switch
    {
        null => "absent",
        JsonValueKind.String => $"text of {value.Value.GetString()!.Length} characters",
        JsonValueKind.Number => $"number of {value.Value.GetRawText().Length} characters",
        JsonValueKind.Array => $"array of {value.Value.GetArrayLength()}",
        { } kind => kind.ToString().ToLowerInvariant(),
    };
}
