using System.Globalization;
using System.Text.Json;

namespace Pinstitch.Land.Sources.Mapped;

/// <summary>Finds values in another system's records.</summary>
internal static class MappedRecord
{
    private static readonly string[] Kinds = ["string", "int", "long", "float", "double", "boolean", "bytes"];

    /// <summary>A text or number; <c>true</c> and <c>false</c> as such words; null when there is none. Columns may have points in their names.</summary>
    public static string? At(JsonElement record, string path)
    {
        var found = Find(record, path);
        // Avro's JSON names the kind of a value that may be absent: {"string": "…"}.
        if (found.ValueKind == JsonValueKind.Object && found.GetPropertyCount() == 1 && found.EnumerateObject().First() is var only && Kinds.Contains(only.Name)) found = only.Value;
        return found.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => found.Text(),
        };
    }

    public static JsonElement Find(JsonElement record, string path)
    {
        if (path.Length == 0) return record;
        if (record.ValueKind == JsonValueKind.Object && record.TryGetProperty(path, out var whole)) return whole;
        foreach (var part in path.Split('.'))
        {
            if (record.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < record.GetArrayLength()) record = record[place];
            else if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(part, out record)) return default;
        }

        return record;
    }
}
