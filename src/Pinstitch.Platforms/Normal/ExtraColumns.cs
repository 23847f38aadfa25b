using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>Columns that have no place of their own, as a JSON object in order of their names.</summary>
internal static class ExtraColumns
{
    public static string? Write(SortedDictionary<string, (CellKind Kind, byte[] Value)> columns)
    {
        if (columns.Count == 0) return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (name, (kind, value)) in columns)
            {
                json.WritePropertyName(name);
                if (kind == CellKind.Text) json.WriteStringValue(value);
                else if (kind == CellKind.Null) json.WriteNullValue();
                else json.WriteRawValue(value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
