using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>Copies the personal fields of <c>user</c>: clear values become hashes, by every platform's rule.</summary>
internal static class PersonCopy
{
    /// <summary>The personal field of that name, clear or hashed, or the object of hashes; null for others.</summary>
    public static ContractField? Field(string name) =>
        ContractFields.Find(ContractObject.User, System.Text.Encoding.UTF8.GetBytes(name)) is { } field and >= ContractField.Email and <= ContractField.Hashes ? field : null;

    /// <param name="user">The field <c>user</c>.</param>
    /// <param name="happened">When the event happened; null where that is not known.</param>
    /// <param name="json">Gets the copies.</param>
    public static void Write(JsonElement user, DateTimeOffset? happened, Utf8JsonWriter json)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($"{{\"user\":{user.GetRawText()}}}");
        Span<EventToken> tokens = stackalloc EventToken[ContractFields.Count];
        EventScan.Read(body, tokens, out _);
        var form = new EventForm(body, tokens);
        var notes = default(EventNotes);
        var keys = PersonHashes.Read(ref form, ref notes, happened);
        // A field that breaks a rule is rejected when it lands; that it was there, and of which kind, is all that is kept.
        foreach (var violation in form.Violations) WriteBroken(violation, user, json);
        foreach (var (name, hash) in keys ?? [])
        {
            var isBroken = form.Violations.Any(violation => violation.Field == $"user.{name}_sha256");
            if (!isBroken && !name.Contains('@', StringComparison.Ordinal)) json.WriteString($"{name}_sha256", hash);
        }

        WriteOthers(keys, notes.Sorted(), json);
    }

    private static void WriteBroken(Violation violation, JsonElement user, Utf8JsonWriter json)
    {
        var name = violation.Field["user.".Length..];
        json.WritePropertyName(name);
        switch (user.GetProperty(name).ValueKind)
        {
            case JsonValueKind.String or JsonValueKind.Number:
                // Too long, or with control characters: what stands in its place breaks the same rule.
                json.WriteStringValue(new string('x', 4096));
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                json.WriteEndArray();
                break;
            case JsonValueKind.Object:
                json.WriteStartObject();
                json.WriteEndObject();
                break;
            default:
                user.GetProperty(name).WriteTo(json);
                break;
        }
    }

    private static void WriteOthers(SortedDictionary<string, string>? keys, IReadOnlyList<string>? notes, Utf8JsonWriter json)
    {
        var platforms = (keys ?? []).Where(key => key.Key.Contains('@', StringComparison.Ordinal))
            .Select(key => (Platform: key.Key.Split('@')[1], Name: key.Key.Split('@')[0], key.Value))
            .Concat((notes ?? []).Select(note => (Platform: PersonHashes.Unusable, Name: note.Split(':')[0]["user.".Length..], Value: note.Split(':')[1])))
            .GroupBy(item => item.Platform)
            .ToList();
        if (platforms.Count == 0) return;
        json.WriteStartObject("hashes");
        foreach (var platform in platforms)
        {
            json.WriteStartObject(platform.Key);
            foreach (var (_, name, value) in platform) json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
