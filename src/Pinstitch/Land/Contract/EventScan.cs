using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>
/// Finds the contract's fields in an event's bytes in one pass, without making an object of anything. Of a field that is
/// there twice the last one counts, as in most JSON readers.
/// </summary>
internal static class EventScan
{
    /// <summary>
    /// Whether the body plainly is no JSON: cut off before its end, or begun with what begins no value. Such bodies are the
    /// most frequent of broken ones, and to be told so by an exception costs more than reading twenty sound events.
    /// </summary>
    /// <exception cref="JsonException">The body is no JSON in another way.</exception>
    public static bool IsCut(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || !(text[0] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)'-' || char.IsAsciiDigit((char)text[0]) || text.StartsWith("true"u8) || text.StartsWith("false"u8) || text.StartsWith("null"u8))) return true;
        if (text[0] != '{') return false;
        var json = new Utf8JsonReader(body, isFinalBlock: false, default);
        while (json.Read())
        {
        }

        return json.TokenType != JsonTokenType.EndObject || json.CurrentDepth > 0;
    }

    /// <param name="body">One JSON object in UTF-8.</param>
    /// <param name="tokens">Gets the place of every known field, at the field's number.</param>
    /// <param name="hasUnknown">Whether there are fields that the contract does not know.</param>
    /// <returns>False when the body is JSON, but no object.</returns>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static bool Read(ReadOnlySpan<byte> body, Span<EventToken> tokens, out bool hasUnknown)
    {
        tokens.Clear();
        hasUnknown = false;
        var json = new Utf8JsonReader(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            // Sound to its end, or it is no JSON at all.
            while (json.Read())
            {
            }

            return false;
        }

        ReadObject(ref json, ContractObject.Event, tokens, ref hasUnknown);
        while (json.Read())
        {
        }

        return true;
    }

    private static void ReadObject(ref Utf8JsonReader json, ContractObject owner, Span<EventToken> tokens, ref bool hasUnknown)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(ref json, owner);
            json.Read();
            if (field is not { } known)
            {
                hasUnknown = true;
                json.Skip();
                continue;
            }

            var start = (int)json.TokenStartIndex;
            var kind = json.TokenType;
            var item = ContractFields.ObjectIn(known);
            if (item is { } again) Forget(again, tokens);
            if (kind == JsonTokenType.String)
            {
                tokens[(int)known] = new(start + 1, json.ValueSpan.Length, kind, json.ValueIsEscaped);
            }
            else if (kind == JsonTokenType.StartObject && item is { } within)
            {
                ReadObject(ref json, within, tokens, ref hasUnknown);
                tokens[(int)known] = new(start, (int)json.BytesConsumed - start, kind, false);
            }
            else
            {
                json.Skip();
                tokens[(int)known] = new(start, (int)json.BytesConsumed - start, kind, false);
            }
        }
    }

    private static ContractField? Find(ref Utf8JsonReader json, ContractObject owner)
    {
        if (!json.ValueIsEscaped) return ContractFields.Find(owner, json.ValueSpan);
        Span<byte> name = stackalloc byte[256];
        return json.ValueSpan.Length <= name.Length ? ContractFields.Find(owner, name[..json.CopyString(name)]) : null;
    }

    /// <summary>An object that is there twice counts as a whole: fields of the first do not shine through.</summary>
    private static void Forget(ContractObject item, Span<EventToken> tokens)
    {
        if (tokens[(int)ContractFields.FieldOf(item)].Kind == JsonTokenType.None) return;
        for (var field = 0; field < tokens.Length; field++)
        {
            if (ContractFields.OwnerOf((ContractField)field) == item) tokens[field] = default;
        }
    }
}
