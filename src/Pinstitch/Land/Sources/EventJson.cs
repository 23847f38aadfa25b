using System.Text.Json;

namespace Pinstitch.Land.Sources;

/// <summary>Writes an event of the contract, for sources that speak another language.</summary>
internal static class EventJson
{
    public static ReadOnlyMemory<byte> Write(string id, string name, string time, string source, Action<Utf8JsonWriter> rest)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("event_id", id);
            json.WriteString("event_name", name);
            json.WriteString("event_time", time);
            json.WriteString("source", source);
            rest(json);
            json.WriteEndObject();
        }

        // The writer of a source may pass personal fields on; they go no further in clear.
        return Pseudonymiser.Copy(stream.ToArray());
    }

    /// <summary>A field as text, whether it is a text or a number; null when it is neither.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
