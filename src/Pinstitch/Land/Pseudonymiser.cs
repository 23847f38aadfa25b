using System.Text.Json;

namespace Pinstitch.Land;

/// <summary>
/// Copies an event so that no personal datum is left in clear, whatever else may be wrong with it: what passes a door is
/// written only after this. Mail address and phone number become their SHA-256 fields; mail addresses anywhere else
/// become marks. The copy reads to the same <see cref="LandedEvent"/> as the original.
/// </summary>
public static class Pseudonymiser
{
    /// <summary>Writes the copy of a JSON value: an event, or an array of them.</summary>
    public static void Copy(JsonElement value, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var field in value.EnumerateObject()) CopyField(field, writer);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Copy(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(TextScrub.Emails(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>The copy of a message's bytes; text that is no JSON is scrubbed as text.</summary>
    public static byte[] Copy(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream)) Copy(document.RootElement, writer);
            return stream.ToArray();
        }
        catch (JsonException)
        {
            return System.Text.Encoding.UTF8.GetBytes(TextScrub.All(System.Text.Encoding.UTF8.GetString(body.Span)));
        }
    }

    private static void CopyField(JsonProperty field, Utf8JsonWriter writer)
    {
        if (field.NameEquals("user") && field.Value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject("user");
            foreach (var item in field.Value.EnumerateObject()) CopyUserField(item, writer);
            writer.WriteEndObject();
            return;
        }

        writer.WritePropertyName(TextScrub.Emails(field.Name));
        Copy(field.Value, writer);
    }

    private static void CopyUserField(JsonProperty field, Utf8JsonWriter writer)
    {
        Func<string, string?>? normalise = field.Name switch
        {
            "email" => PersonalData.NormaliseEmail,
            "phone" => PersonalData.NormalisePhone,
            _ => null,
        };
        if (normalise is null)
        {
            CopyField(field, writer);
            return;
        }

        var text = field.Value.ValueKind switch
        {
            JsonValueKind.String => field.Value.GetString()!,
            JsonValueKind.Number => field.Value.GetRawText(),
            _ => string.Empty,
        };
        if (normalise(text) is { } normal) writer.WriteString($"{field.Name}_sha256", PersonalData.Hash(normal));
    }
}
