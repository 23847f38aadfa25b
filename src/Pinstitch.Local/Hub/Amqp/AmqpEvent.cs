using System.Buffers;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>Events as AMQP messages: from the wire into the log, from the log to the wire, and to functions.</summary>
internal static class AmqpEvent
{
    /// <summary>Message format of a batch: data sections, each of which is a whole encoded message.</summary>
    public const uint BatchFormat = 0x80013700;

    /// <summary>The events in a transfer, with the partition key that holds for all of them.</summary>
    /// <exception cref="FormatException">The bytes are no AMQP message.</exception>
    public static (IReadOnlyList<HubMessage> Messages, string? PartitionKey) Split(uint format, ReadOnlyMemory<byte> message)
    {
        var start = AmqpSections.BareStart(message.Span);
        var key = PartitionKey(message[..start]);
        if (format != BatchFormat) return ([Bare(message[start..])], key);
        var messages = new List<HubMessage>();
        for (var rest = message[start..]; !rest.IsEmpty;)
        {
            var length = AmqpSections.Length(rest.Span);
            switch (AmqpSections.Code(rest.Span))
            {
                case AmqpSections.Data:
                    var inner = AmqpSections.Binary(rest[..length]);
                    var bare = AmqpSections.BareStart(inner.Span);
                    key ??= messages.Count == 0 ? PartitionKey(inner[..bare]) : null;
                    messages.Add(Bare(inner[bare..]));
                    break;
                case AmqpSections.Sequence or AmqpSections.Value:
                    throw new FormatException("A batch holds something else than data sections.");
            }

            rest = rest[length..];
        }

        return messages.Count > 0 ? (messages, key) : throw new FormatException("A batch holds no event.");
    }

    /// <summary>The bytes that a reader gets: annotations of the hub, then what the sender has sent.</summary>
    /// <param name="record">The event.</param>
    /// <param name="last">The partition's newest record, for readers that asked to be told; null for others.</param>
    /// <param name="now">When that was looked up.</param>
    public static ByteBuffer Encode(HubRecord record, HubRecord? last, DateTimeOffset now)
    {
        var buffer = new ByteBuffer(record.Body.Length + 256, autoGrow: true);
        if (last is { } newest)
        {
            var told = new DeliveryAnnotations();
            told.Map[new Symbol("last_enqueued_sequence_number")] = newest.Sequence;
            told.Map[new Symbol("last_enqueued_offset")] = $"{newest.Offset}";
            told.Map[new Symbol("last_enqueued_time_utc")] = newest.EnqueuedTime.UtcDateTime;
            told.Map[new Symbol("runtime_info_retrieval_time_utc")] = now.UtcDateTime;
            told.Encode(buffer);
        }

        var annotations = new MessageAnnotations();
        annotations.Map[new Symbol("x-opt-sequence-number")] = record.Sequence;
        annotations.Map[new Symbol("x-opt-offset")] = $"{record.Offset}";
        annotations.Map[new Symbol("x-opt-enqueued-time")] = record.EnqueuedTime.UtcDateTime;
        if (record.PartitionKey is not null) annotations.Map[new Symbol("x-opt-partition-key")] = record.PartitionKey;
        annotations.Encode(buffer);
        if (record.Kind == RecordKind.Amqp)
        {
            AmqpBitConverter.WriteBytes(buffer, record.Body.ToArray(), 0, record.Body.Length);
            return buffer;
        }

        var item = EventProperties.ToEvent(record);
        var message = new Message { BodySection = new Data { Binary = record.Body.ToArray() } };
        if (item.MessageId is not null || item.CorrelationId is not null || item.ContentType is not null)
            message.Properties = new() { MessageId = item.MessageId, CorrelationId = item.CorrelationId, ContentType = item.ContentType };
        if (item.Properties.Count > 0)
        {
            message.ApplicationProperties = new();
            foreach (var (name, value) in item.Properties) message.ApplicationProperties[name] = value;
        }

        var bare = message.Encode();
        AmqpBitConverter.WriteBytes(buffer, bare.Buffer, bare.Offset, bare.Length);
        return buffer;
    }

    /// <summary>The event as a function gets it.</summary>
    public static EventData ToEvent(HubRecord record)
    {
        var body = new List<ReadOnlyMemory<byte>>();
        var properties = new Dictionary<string, object>();
        Properties? standard = null;
        for (var rest = record.Body; !rest.IsEmpty;)
        {
            var section = rest[..AmqpSections.Length(rest.Span)];
            switch (AmqpSections.Code(section.Span))
            {
                case AmqpSections.Data: body.Add(AmqpSections.Binary(section)); break;
                case AmqpSections.Value: body.Add(ValueBytes(section)); break;
                case AmqpSections.Properties: standard = Decode(section) as Properties; break;
                case AmqpSections.ApplicationProperties when Decode(section) is ApplicationProperties { Map: { } map }:
                    foreach (var (name, value) in map) properties[$"{name}"] = value;
                    break;
            }

            rest = rest[section.Length..];
        }

        return new(body is [var whole] ? whole : Join(body), properties, null, record.Sequence, $"{record.Offset}", record.EnqueuedTime, record.PartitionKey)
        {
            MessageId = standard?.GetMessageId()?.ToString(),
            CorrelationId = standard?.GetCorrelationId()?.ToString(),
            ContentType = standard?.ContentType,
        };
    }

    /// <summary>A bare message whose sections are whole, so that every reader of the log can walk through them.</summary>
    private static HubMessage Bare(ReadOnlyMemory<byte> message)
    {
        for (var rest = message.Span; !rest.IsEmpty;)
        {
            _ = AmqpSections.Code(rest);
            rest = rest[AmqpSections.Length(rest)..];
        }

        return new(RecordKind.Amqp, null, message);
    }

    private static ReadOnlyMemory<byte> ValueBytes(ReadOnlyMemory<byte> section) => (Decode(section) as AmqpValue)?.Value switch
    {
        string text => System.Text.Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        // A map or list is no payload that a function could read; it is handed on as it was encoded, so that nothing is lost.
        _ => section,
    };

    private static byte[] Join(List<ReadOnlyMemory<byte>> parts)
    {
        var joined = new ArrayBufferWriter<byte>(Math.Max(1, parts.Sum(part => part.Length)));
        foreach (var part in parts) joined.Write(part.Span);
        return joined.WrittenSpan.ToArray();
    }

    private static string? PartitionKey(ReadOnlyMemory<byte> front)
    {
        for (var rest = front; !rest.IsEmpty;)
        {
            var section = rest[..AmqpSections.Length(rest.Span)];
            if (AmqpSections.Code(section.Span) == AmqpSections.MessageAnnotations)
                return (Decode(section) as MessageAnnotations)?.Map[new Symbol("x-opt-partition-key")] as string;
            rest = rest[section.Length..];
        }

        return null;
    }

    /// <summary>
    /// Null for a section whose inside is not sound. Its event is handed on without it: an event that was acknowledged must
    /// never stop the partition.
    /// </summary>
    private static RestrictedDescribed? Decode(ReadOnlyMemory<byte> section)
    {
        try
        {
            var bytes = section.ToArray();
            var message = Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
            return (RestrictedDescribed?)message.MessageAnnotations ?? (RestrictedDescribed?)message.Properties ?? (RestrictedDescribed?)message.ApplicationProperties ?? message.BodySection;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library throws whatever its decoders happen to meet.
            return null;
        }
    }
}
