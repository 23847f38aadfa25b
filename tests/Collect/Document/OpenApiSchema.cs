using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pinstitch.Tests.Collect.Document;

/// <summary>
/// Holds values against the schemas of an OpenAPI 3.0 description. Stricter than the standard in one thing: a property that
/// an object's schema does not name is a mistake, unless the schema allows more of them or names none at all.
/// </summary>
internal sealed class OpenApiSchema(OpenApiDocument document)
{
    public IEnumerable<string> Mistakes(JsonElement schema, JsonNode? value, string where)
    {
        var mistakes = Check(schema, value, where).ToList();
        var (known, isOpen) = (new HashSet<string>(), false);
        if (value is JsonObject item && Names(schema, item, known, ref isOpen) && !isOpen)
            mistakes.AddRange(item.Select(property => property.Key).Where(name => !known.Contains(name)).Select(name => $"{where}.{name} is not in the document"));
        return mistakes.Distinct();
    }

    private IEnumerable<string> Check(JsonElement reference, JsonNode? value, string where)
    {
        var schema = document.Resolve(reference);
        if (value is null)
        {
            if (!Flag(schema, "nullable") && schema.EnumerateObject().Any()) yield return $"{where} is null";
            yield break;
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(type.GetString()!, value))
        {
            yield return $"{where} is {Short(value)}, not of type {type.GetString()}";
            yield break;
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonNode.DeepEquals(JsonNode.Parse(one.GetRawText()), value))) yield return $"{where} is {Short(value)}, none of the document's";
        foreach (var mistake in value switch { JsonObject item => Object(schema, item, where), JsonArray list => List(schema, list, where), _ => Plain(schema, value.AsValue(), where) }) yield return mistake;
        foreach (var mistake in Combined(schema, value, where)) yield return mistake;
    }

    private IEnumerable<string> Combined(JsonElement schema, JsonNode value, string where)
    {
        foreach (var part in Parts(schema, "allOf"))
        {
            foreach (var mistake in Check(part, value, where)) yield return mistake;
        }

        if (schema.TryGetProperty("anyOf", out _) && Parts(schema, "anyOf").All(part => Check(part, value, where).Any())) yield return $"{where} is none of anyOf";
        if (schema.TryGetProperty("oneOf", out _) && Parts(schema, "oneOf").Count(part => !Check(part, value, where).Any()) is var fits && fits != 1) yield return $"{where} fits {fits} of oneOf";
        if (schema.TryGetProperty("not", out var not) && !Check(not, value, where).Any()) yield return $"{where} is what the document rules out";
        if (Chosen(schema, value) is { } chosen)
        {
            foreach (var mistake in Check(chosen, value, where)) yield return mistake;
        }
    }

    /// <summary>The schema that a discriminator leads to; null when there is none.</summary>
    private JsonElement? Chosen(JsonElement schema, JsonNode value)
    {
        if (value is not JsonObject item || !schema.TryGetProperty("discriminator", out var discriminator) || !discriminator.TryGetProperty("mapping", out var mapping)) return null;
        if (item[discriminator.GetProperty("propertyName").GetString()!]?.ToString() is not { } kind || !mapping.TryGetProperty(kind, out var reference)) return null;
        return document.Point(reference.GetString()!);
    }

    private IEnumerable<string> Object(JsonElement schema, JsonObject item, string where)
    {
        foreach (var name in Parts(schema, "required").Select(name => name.GetString()!).Where(name => !item.ContainsKey(name))) yield return $"{where}.{name} is missing";
        var properties = schema.TryGetProperty("properties", out var named) ? named : default;
        foreach (var (name, value) in item)
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var own))
            {
                foreach (var mistake in Mistakes(own, value, $"{where}.{name}")) yield return mistake;
            }
            else if (schema.TryGetProperty("additionalProperties", out var more))
            {
                if (more.ValueKind == JsonValueKind.False) yield return $"{where}.{name} is not in the document";
                if (more.ValueKind != JsonValueKind.Object) continue;
                foreach (var mistake in Mistakes(more, value, $"{where}.{name}")) yield return mistake;
            }
        }
    }

    private IEnumerable<string> List(JsonElement schema, JsonArray list, string where)
    {
        if (Number(schema, "minItems") is { } least && list.Count < least) yield return $"{where} has {list.Count} items, fewer than {least}";
        if (Number(schema, "maxItems") is { } most && list.Count > most) yield return $"{where} has {list.Count} items, more than {most}";
        if (Flag(schema, "uniqueItems") && list.Select(item => item?.ToJsonString()).Distinct().Count() != list.Count) yield return $"{where} has an item twice";
        if (!schema.TryGetProperty("items", out var items)) yield break;
        for (var place = 0; place < list.Count; place++)
        {
            foreach (var mistake in Mistakes(items, list[place], string.Create(CultureInfo.InvariantCulture, $"{where}[{place}]"))) yield return mistake;
        }
    }

    private static IEnumerable<string> Plain(JsonElement schema, JsonValue value, string where)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            var number = decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
            if (Number(schema, "minimum") is { } least && (number < least || (number == least && Flag(schema, "exclusiveMinimum")))) yield return $"{where} is {number}, less than {least}";
            if (Number(schema, "maximum") is { } most && (number > most || (number == most && Flag(schema, "exclusiveMaximum")))) yield return $"{where} is {number}, more than {most}";
            yield break;
        }

        if (value.GetValueKind() != JsonValueKind.String) yield break;
        var text = value.GetValue<string>();
        if (Number(schema, "minLength") is { } shortest && text.Length < shortest) yield return $"{where} is shorter than {shortest}";
        if (Number(schema, "maxLength") is { } longest && text.Length > longest) yield return $"{where} is longer than {longest}";
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.ECMAScript)) yield return $"{where} is {Short(value)}, not like {pattern.GetString()}";
        if (schema.TryGetProperty("format", out var format) && !IsFormed(format.GetString()!, text)) yield return $"{where} is {Short(value)}, no {format.GetString()}";
    }

    /// <summary>Collects what an object may hold.</summary>
    /// <returns>Whether the schema says anything of its properties.</returns>
    private bool Names(JsonElement reference, JsonObject item, HashSet<string> known, ref bool isOpen)
    {
        var schema = document.Resolve(reference);
        var says = false;
        if (schema.TryGetProperty("properties", out var properties))
        {
            says = true;
            foreach (var property in properties.EnumerateObject()) known.Add(property.Name);
        }

        if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind != JsonValueKind.False) isOpen = true;
        foreach (var part in Parts(schema, "allOf").Concat(Parts(schema, "anyOf")).Concat(Parts(schema, "oneOf"))) says |= Names(part, item, known, ref isOpen);
        if (Chosen(schema, item) is { } chosen) says |= Names(chosen, item, known, ref isOpen);
        return says;
    }

    private static bool IsOf(string type, JsonNode value) => (type, value.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => false,
    };

    private static bool IsFormed(string format, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => true,
    };

    private static List<JsonElement> Parts(JsonElement schema, string name) => schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static bool Flag(JsonElement schema, string name) => schema.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static decimal? Number(JsonElement schema, string name) => schema.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDecimal() : null;

    private static string Short(JsonNode value) => value.ToJsonString() is { Length: > 80 } text ? text[..80] + "…" : value.ToJsonString();
}
