using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>Keeps the fields that the contract does not know, under the names and in the places that they have.</summary>
internal static class UnknownFields
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON with sorted names, free of personal data; null when nothing is left.</summary>
    public static string? Read(ReadOnlySpan<byte> body)
    {
        using var document = JsonDocument.Parse(body.ToArray());
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            Write(document.RootElement, ContractObject.Event, json);
            json.WriteEndObject();
        }

        var text = System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        return text == "{}" ? null : text;
    }

    private static void Write(JsonElement element, ContractObject owner, Utf8JsonWriter json)
    {
        foreach (var field in Last(element))
        {
            if (ContractFields.Find(owner, System.Text.Encoding.UTF8.GetBytes(field.Name)) is not { } known)
            {
                json.WritePropertyName(TextScrub.All(field.Name));
                if (PersonalNames.Contains(field.Name) && field.Value.ValueKind is not JsonValueKind.Object) json.WriteStringValue(CleanJson.Removed);
                else CleanJson.Write(field.Value, json);
            }
            else if (ContractFields.ObjectIn(known) is { } inner && inner != ContractObject.Door && field.Value.ValueKind == JsonValueKind.Object && HasUnknown(field.Value, inner))
            {
                json.WriteStartObject(field.Name);
                Write(field.Value, inner, json);
                json.WriteEndObject();
            }
        }
    }

    private static bool HasUnknown(JsonElement element, ContractObject owner) =>
        element.EnumerateObject().Any(field => ContractFields.Find(owner, System.Text.Encoding.UTF8.GetBytes(field.Name)) is null);

    /// <summary>Sorted by name; of those that are there twice the last.</summary>
    private static SortedDictionary<string, JsonProperty>.ValueCollection Last(JsonElement element)
    {
        var fields = new SortedDictionary<string, JsonProperty>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject()) fields[field.Name] = field;
        return fields.Values;
    }
}
