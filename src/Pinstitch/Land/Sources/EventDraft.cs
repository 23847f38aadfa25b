using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinstitch.Land.Sources;

/// <summary>An event of the contract in the making, for sources that speak another language. What is absent there stays absent here.</summary>
internal sealed class EventDraft
{
    private readonly JsonObject root = [];

    public EventDraft(string id, string name, string time, string source)
    {
        Set("event_id", id);
        Set("event_name", name);
        Set("event_time", time);
        Set("source", source);
    }

    private EventDraft()
    {
    }

    public static EventDraft Empty() => new();

    /// <summary>Sets a field, such as <c>user.email</c>; nothing where there is no value.</summary>
    public EventDraft Set(string path, string? value) => string.IsNullOrWhiteSpace(value) ? this : Put(path, JsonValue.Create(value));

    public EventDraft Set(string path, decimal? value) => value is { } given ? Put(path, JsonValue.Create(given.ToString(CultureInfo.InvariantCulture))) : this;

    public EventDraft Set(string path, bool? value) => value is { } given ? Put(path, JsonValue.Create(given)) : this;

    public EventDraft Set(string path, JsonNode? value) => value is null ? this : Put(path, value);

    /// <summary>The event's bytes, free of personal data in clear.</summary>
    public ReadOnlyMemory<byte> Write() => Pseudonymiser.Copy(JsonSerializer.SerializeToUtf8Bytes(root));

    private EventDraft Put(string path, JsonNode value)
    {
        var parts = path.Split('.');
        var node = root;
        foreach (var part in parts.AsSpan(0, parts.Length - 1)) node = node[part] as JsonObject ?? (JsonObject)(node[part] = new JsonObject());
        node[parts[^1]] = value;
        return this;
    }
}
