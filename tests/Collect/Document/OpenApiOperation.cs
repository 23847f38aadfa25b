using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Pinstitch.Tests.Collect.Document;

/// <summary>One operation of an API's description, and what of a call breaks it.</summary>
internal sealed class OpenApiOperation
{
    private readonly OpenApiDocument document;
    private readonly OpenApiSchema schemas;
    private readonly JsonElement body;
    private readonly List<JsonElement> parameters;
    private readonly Regex path;

    public OpenApiOperation(OpenApiDocument document, string method, string path, JsonElement body, IEnumerable<JsonElement> shared)
    {
        (this.document, Method, Path, this.body) = (document, method, path, body);
        schemas = new(document);
        parameters = [.. shared.Concat(body.TryGetProperty("parameters", out var own) ? own.EnumerateArray() : []).Select(document.Resolve)];
        this.path = new('^' + Regex.Replace(Regex.Escape(path), @"\\\{([^}]+)}", "(?<$1>[^/]+)") + '$', RegexOptions.CultureInvariant);
    }

    public string Method { get; }

    public string Path { get; }

    /// <summary>The values in a path of this operation; null when the path is another's.</summary>
    public IReadOnlyDictionary<string, string>? Match(string text)
    {
        var match = path.Match(text);
        return match.Success ? match.Groups.Values.Skip(1).ToDictionary(group => group.Name, group => Uri.UnescapeDataString(group.Value)) : null;
    }

    /// <summary>What is wrong with the parameters.</summary>
    public IEnumerable<string> Parameters(IReadOnlyDictionary<string, string> inPath, IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var given = query.ToDictionary(item => item.Key, item => item.Value);
        foreach (var parameter in parameters)
        {
            var (name, place) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString());
            var values = place == "path" ? inPath.TryGetValue(name, out var value) ? new StringValues(value) : default : given.TryGetValue(name, out var list) ? list : default;
            if (place is not ("path" or "query")) continue;
            if (values.Count == 0)
            {
                if (parameter.TryGetProperty("required", out var required) && required.GetBoolean()) yield return $"parameter {name} is missing";
                continue;
            }

            var schema = document.Resolve(parameter.GetProperty("schema"));
            var isList = schema.TryGetProperty("type", out var type) && type.GetString() == "array";
            if (!isList && values.Count > 1) yield return $"parameter {name} is given {values.Count} times";
            var parts = isList && parameter.TryGetProperty("explode", out var explode) && !explode.GetBoolean() ? string.Join(',', values!).Split(',') : [.. values.Select(item => item ?? string.Empty)];
            JsonNode? node = isList ? new JsonArray([.. parts.Select(part => Value(document.Resolve(schema.GetProperty("items")), part))]) : Value(schema, parts[0]);
            foreach (var mistake in schemas.Mistakes(schema, node, $"parameter {name}")) yield return mistake;
        }

        var known = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!).ToHashSet();
        foreach (var name in given.Keys.Where(name => !known.Contains(name))) yield return $"parameter {name} is not in the document";
    }

    /// <summary>What is wrong with a request's body.</summary>
    public IEnumerable<string> Request(string? contentType, string text)
    {
        if (!body.TryGetProperty("requestBody", out var part)) return text.Length == 0 ? [] : ["there is a body where the document has none"];
        part = document.Resolve(part);
        if (text.Length == 0) return part.TryGetProperty("required", out var required) && required.GetBoolean() ? ["the body is missing"] : [];
        return Content(part, contentType, text, "body");
    }

    /// <summary>What is wrong with an answer.</summary>
    public IEnumerable<string> Answer(int status, string? contentType, string text)
    {
        var responses = body.GetProperty("responses");
        if (!responses.TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response) && !responses.TryGetProperty("default", out response)) return [$"status {status} is not in the document"];
        response = document.Resolve(response);
        return response.TryGetProperty("content", out _) ? Content(response, contentType, text, $"answer {status}") : text.Length == 0 ? [] : [$"answer {status} has a body where the document has none"];
    }

    /// <summary>Whether the call must carry a bearer token.</summary>
    public bool NeedsToken => body.TryGetProperty("security", out var security) && security.EnumerateArray().Any(way => way.EnumerateObject().Any(scheme => scheme.Name.Contains("oauth", StringComparison.OrdinalIgnoreCase)));

    private IEnumerable<string> Content(JsonElement part, string? contentType, string text, string where)
    {
        var media = contentType?.Split(';')[0].Trim() ?? string.Empty;
        if (!part.GetProperty("content").TryGetProperty(media, out var content)) return [$"{where} is {(media.Length == 0 ? "of no type" : media)}, which the document does not have"];
        if (!content.TryGetProperty("schema", out var schema)) return [];
        JsonNode? node;
        try
        {
            node = media == "application/x-www-form-urlencoded" ? Form(text) : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return [$"{where} is no JSON"];
        }

        return schemas.Mistakes(schema, node, where);
    }

    private static JsonObject Form(string text)
    {
        var form = new JsonObject();
        foreach (var (name, values) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(text)) form[name] = values.ToString();
        return form;
    }

    private static JsonValue Value(JsonElement schema, string text) => schema.TryGetProperty("type", out var type) && type.GetString() is "integer" or "number" && decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? JsonValue.Create(number)
        : JsonValue.Create(text);
}
