using System.Text.Json;

namespace Pinstitch.Tests.Collect.Document;

/// <summary>A published description of an API (OpenAPI 3.0): which operation a call is, and what its parts refer to.</summary>
internal sealed class OpenApiDocument
{
    private readonly JsonElement root;
    private readonly string start;
    private readonly List<OpenApiOperation> operations = [];

    public OpenApiDocument(string json)
    {
        root = JsonDocument.Parse(json).RootElement;
        start = new Uri(root.GetProperty("servers")[0].GetProperty("url").GetString()!).AbsolutePath.TrimEnd('/');
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            var shared = path.Value.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToList() : [];
            foreach (var method in path.Value.EnumerateObject().Where(item => item.Name is "get" or "post" or "put" or "patch" or "delete"))
                operations.Add(new(this, method.Name.ToUpperInvariant(), path.Name, method.Value, shared));
        }
    }

    /// <summary>The operation that a call is, with the values in its path; null when the document has none.</summary>
    public (OpenApiOperation Operation, IReadOnlyDictionary<string, string> Values)? Find(string method, string path)
    {
        if (!path.StartsWith(start + '/', StringComparison.Ordinal)) return null;
        var own = path[start.Length..];
        // A path without places for values comes before one with them.
        foreach (var operation in operations.Where(operation => operation.Method == method).OrderBy(operation => operation.Path.Count(letter => letter == '{')))
        {
            if (operation.Match(own) is { } values) return (operation, values);
        }

        return null;
    }

    /// <summary>Follows references until there is none.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference)) element = Point(reference.GetString()!);
        return element;
    }

    public JsonElement Point(string reference)
    {
        var element = root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries)) element = element.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        return element;
    }
}
