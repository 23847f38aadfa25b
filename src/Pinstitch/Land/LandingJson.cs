using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinstitch.Land;

/// <summary>The JSON lines of <c>events/</c> and <c>rejected/</c>.</summary>
public static class LandingJson
{
    private static readonly LandingJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new IdentifierConverter() },
    });

    public static byte[] Write(LandedRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Context.LandedRecord);

    /// <summary>Writes the same bytes into a writer.</summary>
    public static void Write(Utf8JsonWriter writer, LandedRecord record) => JsonSerializer.Serialize(writer, record, Context.LandedRecord);

    /// <summary>Writes the same bytes into a writer.</summary>
    public static void Write(Utf8JsonWriter writer, RejectedRecord record) => JsonSerializer.Serialize(writer, record, Context.RejectedRecord);

    public static byte[] Write(RejectedRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Context.RejectedRecord);

    /// <exception cref="JsonException">The line is not what <see cref="Write(LandedRecord)"/> makes.</exception>
    public static LandedRecord ReadLanded(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, Context.LandedRecord) ?? throw new JsonException("The line is empty.");

    /// <exception cref="JsonException">The line is not what <see cref="Write(RejectedRecord)"/> makes.</exception>
    public static RejectedRecord ReadRejected(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, Context.RejectedRecord) ?? throw new JsonException("The line is empty.");

    /// <exception cref="JsonException">The line is not what <see cref="Write(LandedEvent)"/> makes.</exception>
    public static LandedEvent ReadEvent(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, Context.LandedEvent) ?? throw new JsonException("The line is empty.");

    /// <summary>The canonical bytes of an event: what is hashed, compared and ordered by.</summary>
    public static byte[] Write(LandedEvent item) => JsonSerializer.SerializeToUtf8Bytes(item, Context.LandedEvent);

    private sealed class IdentifierConverter : JsonConverter<Identifier>
    {
        public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Identifier.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[64];
            writer.WriteStringValue(text[..value.Format(text)]);
        }
    }
}
