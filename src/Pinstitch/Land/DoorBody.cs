using System.Text.Json;

namespace Pinstitch.Land;

/// <summary>What came in at the HTTP collector: one event or an array of them, made fit for the hub.</summary>
public static class DoorBody
{
    /// <summary>Most bytes of a request; one event of that size would be too large for the hub as well.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Most events of a request.</summary>
    public const int MostEvents = 1000;

    /// <summary>
    /// Splits a body into events, each without personal data in clear. Only what concerns the body as a whole is refused
    /// here; what is wrong with a single event is found out when it lands, and kept with the reason.
    /// </summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Split(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MostBytes) return Refuse($"The body has {body.Length:N0} bytes; at most {MostBytes:N0} are taken. Send fewer events in one request.");
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => Events([document.RootElement]),
                JsonValueKind.Array => document.RootElement.GetArrayLength() is var count and > 0 and <= MostEvents
                    ? Events([.. document.RootElement.EnumerateArray()])
                    : Refuse($"The array has {document.RootElement.GetArrayLength()} events; send 1 to {MostEvents}."),
                var kind => Refuse($"The body is a JSON {kind.ToString().ToLowerInvariant()}; send one event as an object, or several as an array of objects."),
            };
        }
        catch (JsonException e)
        {
            return Refuse($"The body is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine}). Send one event as an object, or an array of them, in UTF-8.");
        }
        catch (InvalidOperationException)
        {
            return Refuse("The body holds text that is no sound Unicode. Send UTF-8 without half surrogate pairs.");
        }
    }

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Events(IReadOnlyList<JsonElement> elements)
    {
        var events = new List<ReadOnlyMemory<byte>>(elements.Count);
        foreach (var element in elements)
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream)) Pseudonymiser.Copy(element, writer);
            events.Add(stream.ToArray());
        }

        return events;
    }

    private static Fault Refuse(string text) => new(FaultKind.Data, text);
}
