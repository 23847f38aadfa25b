using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Local;

/// <summary>Settings that are asked about, out of a file or single changes. Settings that decide which journeys there are cannot be asked about: only a night with them can tell.</summary>
internal static class OtherSettings
{
    private static readonly string[] Earlier = ["shop.currency", "shop.timeZone", "accounts", "identity", "traffic", "attribution.repeatMinutes", "attribution.conversions"];
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="current">The configuration as it is.</param>
    /// <param name="other">The configuration that is asked about.</param>
    /// <param name="changes">Changes to it, as <c>path=value</c>; a value is JSON, or else text.</param>
    public static Outcome<Measurement> Of(string current, string other, IReadOnlyList<string> changes)
    {
        JsonNode? asked;
        try
        {
            asked = JsonNode.Parse(other, documentOptions: Lenient);
        }
        catch (JsonException e)
        {
            return new Fault(FaultKind.Configuration, $"The other settings are no JSON: {e.Message}");
        }

        if (asked is not JsonObject settings) return new Fault(FaultKind.Configuration, "The other settings must be a JSON object, as measurement.json is.");
        foreach (var change in changes)
        {
            if (Change(settings, change) is { } mistake) return new Fault(FaultKind.Configuration, mistake);
        }

        var now = JsonNode.Parse(current, documentOptions: Lenient)!;
        return Earlier.FirstOrDefault(path => !JsonNode.DeepEquals(At(now, path), At(settings, path))) is { } differs
            ? new Fault(FaultKind.Configuration, $"'{differs}' decides which events, persons or touches there are. It cannot be replayed over journeys that are made: change it in measurement.json and run a night.")
            : MeasurementReader.Read(settings.ToJsonString());
    }

    private static string? Change(JsonObject settings, string change)
    {
        var at = change.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0) return $"--set {change}: write it as path=value, such as windows.clickDays=7.";
        var parts = change[..at].Split('.');
        var place = settings;
        foreach (var part in parts[..^1])
        {
            if (place[part] is null) place[part] = new JsonObject();
            if (place[part] is not JsonObject inner) return $"--set {change}: '{part}' is no object.";
            place = inner;
        }

        place[parts[^1]] = Value(change[(at + 1)..]);
        return null;
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static JsonNode? At(JsonNode root, string path) => path.Split('.').Aggregate((JsonNode?)root, (node, part) => (node as JsonObject)?[part]);
}
