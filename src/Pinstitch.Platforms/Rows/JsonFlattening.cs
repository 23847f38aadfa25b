using System.Text;
using System.Text.Json;

namespace Pinstitch.Platforms.Rows;

/// <summary>
/// Lays a JSON row flat: <c>{"metrics":{"clicks":"1"}}</c> becomes <c>metrics.clicks</c>, and a list whose items are told
/// apart by a property becomes <c>actions:purchase:7d_click</c>. Other lists stay JSON.
/// </summary>
internal sealed class JsonFlattening(NameTable names, string? listKey)
{
    private readonly byte[]? listKeyBytes = listKey is null ? null : Encoding.UTF8.GetBytes(listKey);
    private readonly Dictionary<(int Prefix, char Joint, int Name), int> joined = [];
    private byte[] unescaped = new byte[1024];

    public static CellKind Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.String => CellKind.Text,
        JsonTokenType.Number => CellKind.Number,
        JsonTokenType.Null => CellKind.Null,
        _ => CellKind.Flag,
    };

    public void Flatten(ReadOnlySpan<byte> json, FlatRow row)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Object(json, ref reader, -1, '.', -1, row);
    }

    private void Object(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int prefix, char joint, int skip, FlatRow row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var own = names.Number(reader.ValueSpan);
            var name = own == skip ? -1 : Join(prefix, joint, own);
            reader.Read();
            if (name < 0) reader.Skip();
            else Value(json, ref reader, name, row);
        }
    }

    private void Value(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int name, FlatRow row)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(json, ref reader, name, '.', -1, row);
                break;
            case JsonTokenType.StartArray:
                List(json, ref reader, name, row);
                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                if (unescaped.Length < reader.ValueSpan.Length) unescaped = new byte[reader.ValueSpan.Length];
                row.Add(name, CellKind.Text, unescaped.AsSpan(0, reader.CopyString(unescaped)));
                break;
            default:
                row.Add(name, Kind(reader.TokenType), reader.ValueSpan);
                break;
        }
    }

    private void List(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int name, FlatRow row)
    {
        var from = (int)reader.TokenStartIndex;
        var ahead = reader;
        // A list whose items are not told apart in this way stays what it is.
        if (listKeyBytes is null || !ahead.Read() || ahead.TokenType != JsonTokenType.StartObject || ListKey(ref ahead) < 0)
        {
            reader.Skip();
            row.Add(name, CellKind.Json, json[from..(int)reader.BytesConsumed]);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var look = reader;
            var key = ListKey(ref look);
            Object(json, ref reader, Join(name, ':', key < 0 ? names.Number("?"u8) : key), ':', names.Number(listKeyBytes), row);
        }
    }

    /// <returns>Number of the item's key; -1 when it has none.</returns>
    private int ListKey(ref Utf8JsonReader look)
    {
        while (look.Read() && look.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = look.ValueTextEquals(listKeyBytes);
            look.Read();
            if (isKey && look.TokenType == JsonTokenType.String) return names.Number(look.ValueIsEscaped ? Encoding.UTF8.GetBytes(look.GetString()!) : look.ValueSpan);
            look.Skip();
        }

        return -1;
    }

    private int Join(int prefix, char joint, int name)
    {
        if (prefix < 0) return name;
        if (joined.TryGetValue((prefix, joint, name), out var known)) return known;
        return joined[(prefix, joint, name)] = names.Number(Encoding.UTF8.GetBytes($"{names[prefix]}{joint}{names[name]}"));
    }
}
