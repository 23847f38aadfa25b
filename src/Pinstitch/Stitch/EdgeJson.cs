using System.Text.Json;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>The lines of edge files: array of both identifiers, Unix milliseconds, event id, reason and source.</summary>
public static class EdgeJson
{
    public static byte[] Write(IdentityEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteStringValue(edge.A.ToString());
            json.WriteStringValue(edge.B.ToString());
            json.WriteNumberValue(edge.FirstSeen.ToUnixTimeMilliseconds());
            json.WriteStringValue(edge.EventId);
            json.WriteStringValue(edge.Reason);
            if (edge.Source is { } source) json.WriteStringValue(source);
            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    public static IdentityEdge Read(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var part = document.RootElement;
        return new(
            Identifier.Parse(part[0].GetString()!),
            Identifier.Parse(part[1].GetString()!),
            DateTimeOffset.FromUnixTimeMilliseconds(part[2].GetInt64()),
            part[3].GetString()!,
            part[4].GetString()!) { Source = part.GetArrayLength() > 5 ? part[5].GetString() : null };
    }
}
