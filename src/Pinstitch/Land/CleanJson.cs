using System.Text.Json;

namespace Pinstitch.Land;

/// <summary>Copies JSON without personal data: fields named after such data are emptied, all texts are scrubbed.</summary>
internal static class CleanJson
{
    /// <summary>What stands in the place of a value that is not kept.</summary>
    public const string Removed = "(removed)";

    public static void Write(JsonElement value, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in value.EnumerateObject())
                {
                    json.WritePropertyName(TextScrub.All(field.Name));
                    if (PersonalNames.Contains(field.Name) && field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Array) json.WriteStringValue(Removed);
                    else Write(field.Value, json);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(item, json);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(TextScrub.All(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
