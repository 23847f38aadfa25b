using System.Text.Encodings.Web;
using System.Text.Json;
using Pinstitch.Land.Contract;
using Pinstitch.Land.Doors;

namespace Pinstitch.Land;

/// <summary>
/// Copies an event so that no personal datum is left in clear, whatever else may be wrong with it: what passes a door is
/// written only after this. Personal fields become their hashes by every platform's rule, a page's address keeps only
/// what is read of it, and mail addresses and telephone numbers anywhere else become marks. The copy of
/// a sound event reads to the same <see cref="LandedEvent"/> as the original.
/// </summary>
public static class Pseudonymiser
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fields whose text is an id: they are scrubbed as ids are when they land.</summary>
    private static readonly HashSet<string> Ids = new(StringComparer.Ordinal) { "event_id", "order_id", "customer_id", "crm_id", "anonymous_id", "device_id", "event_name" };

    /// <summary>The copy of a message's bytes; text that is no JSON is scrubbed as text.</summary>
    public static byte[] Copy(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var stream = new MemoryStream(body.Length + 64);
            using (var json = new Utf8JsonWriter(stream, Plain)) Copy(document.RootElement, json);
            return stream.ToArray();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return System.Text.Encoding.UTF8.GetBytes(TextScrub.All(System.Text.Encoding.UTF8.GetString(body.Span)));
        }
    }

    /// <summary>Writes the copy of a JSON value: an event, or what was sent in the place of one.</summary>
    /// <param name="value">The event.</param>
    /// <param name="json">Gets the copy.</param>
    /// <param name="door">Adds what the door knows, at the end of the event; null for none.</param>
    public static void Copy(JsonElement value, Utf8JsonWriter json, IDoorMark? door = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (value.ValueKind != JsonValueKind.Object)
        {
            CleanJson.Write(value, json);
            return;
        }

        var happened = Happened(value);
        json.WriteStartObject();
        foreach (var field in value.EnumerateObject())
        {
            if (door?.Replaces(field.Name) == true) continue;
            Copy(field, ContractObject.Event, happened, json);
        }

        door?.Write(value, json);
        json.WriteEndObject();
    }

    private static void Copy(JsonProperty field, ContractObject owner, DateTimeOffset? happened, Utf8JsonWriter json)
    {
        var known = ContractFields.Find(owner, System.Text.Encoding.UTF8.GetBytes(field.Name));
        if (known is null && PersonalNames.Contains(field.Name) && field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Array)
        {
            json.WriteString(TextScrub.All(field.Name), CleanJson.Removed);
            return;
        }

        if (known is { } name && ContractFields.ObjectIn(name) is { } inner && field.Value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject(field.Name);
            foreach (var item in field.Value.EnumerateObject())
            {
                if (inner != ContractObject.User || PersonCopy.Field(item.Name) is null) Copy(item, inner, happened, json);
            }

            if (inner == ContractObject.User) PersonCopy.Write(field.Value, happened, json);
            json.WriteEndObject();
            return;
        }

        json.WritePropertyName(known is null ? TextScrub.All(field.Name) : field.Name);
        if (known is { } text && field.Value.ValueKind == JsonValueKind.String) json.WriteStringValue(Clean(text, field.Value.GetString()!));
        else CleanJson.Write(field.Value, json);
    }

    /// <summary>Null where the event does not say it as the contract wants it; then it will not land.</summary>
    private static DateTimeOffset? Happened(JsonElement item) => !item.TryGetProperty("event_time", out var time) ? null : time.ValueKind switch
    {
        JsonValueKind.String => Timestamp.Read(time.GetString()),
        JsonValueKind.Number when time.TryGetInt64(out var seconds) && seconds is > 0 and < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(seconds),
        _ => null,
    };

    private static string Clean(ContractField field, string text) => field switch
    {
        ContractField.Url => AddressCopy.Page(text),
        ContractField.Referrer => AddressCopy.Referrer(text),
        >= ContractField.Epik and <= ContractField.RdtCid => ClickNames.Copy(field, text),
        ContractField.Ip => System.Net.IPAddress.TryParse(text, out _) ? text : TextScrub.All(text),
        ContractField.UserAgent => TextScrub.Id(text),
        _ when ContractFields.NameOf(field).EndsWith("_sha256", StringComparison.Ordinal) => text,
        _ when Ids.Contains(ContractFields.NameOf(field)) => TextScrub.Id(text),
        _ => TextScrub.All(text),
    };
}
