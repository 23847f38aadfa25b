using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pinstitch.Land.Doors;

/// <summary>What came in at the HTTP collector: one event or an array of them, made fit for the hub.</summary>
public static class DoorBody
{
    /// <summary>Most bytes of a request.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Most bytes of one event; a hub of the smallest tier takes no more.</summary>
    public const int MostEventBytes = 250 * 1024;

    /// <summary>Most events of a request.</summary>
    public const int MostEvents = 1000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Splits a body into events, each without personal data in clear and with the door's mark. Only what concerns the body
    /// as a whole is refused here, and an event that is too large for the hub; what else is wrong with a single event is
    /// found out when it lands, and kept with the reason.
    /// </summary>
    public static Outcome<DoorIntake> Split(ReadOnlyMemory<byte> body, IDoorMark? mark = null)
    {
        if (body.Length > MostBytes) return Refuse($"The body has {body.Length:N0} bytes; at most {MostBytes:N0} are taken. Send fewer events in one request.");
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object => Take([root], mark),
                JsonValueKind.Array => root.GetArrayLength() is var count and > 0 and <= MostEvents
                    ? Take([.. root.EnumerateArray()], mark)
                    : Refuse($"The array has {root.GetArrayLength()} events; send 1 to {MostEvents}."),
                var kind => Refuse($"The body is a JSON {kind.ToString().ToLowerInvariant()}; send one event as an object, or several as an array of objects."),
            };
        }
        catch (JsonException e)
        {
            return Refuse($"The body is no JSON, or is nested deeper than 64 levels (line {e.LineNumber + 1}, byte {e.BytePositionInLine}). Send one event as an object, or an array of them, in UTF-8.");
        }
    }

    private static Outcome<DoorIntake> Take(IReadOnlyList<JsonElement> elements, IDoorMark? mark)
    {
        var events = new List<ReadOnlyMemory<byte>>(elements.Count);
        var refused = new List<RefusedEvent>();
        for (var place = 0; place < elements.Count; place++)
        {
            var buffer = new ArrayBufferWriter<byte>(1024);
            try
            {
                using var json = new Utf8JsonWriter(buffer, Plain);
                Pseudonymiser.Copy(elements[place], json, mark);
            }
            catch (InvalidOperationException)
            {
                refused.Add(new(place, new("$", "not_unicode", "text that is no sound Unicode", "Send UTF-8 without half surrogate pairs.")));
                continue;
            }

            if (buffer.WrittenCount <= MostEventBytes) events.Add(buffer.WrittenMemory);
            else refused.Add(new(place, new("$", "too_large", $"{buffer.WrittenCount} bytes", $"Send at most {MostEventBytes} bytes in one event.")));
        }

        return new DoorIntake(events, refused);
    }

    private static Fault Refuse(string text) => new(FaultKind.Data, text);
}
