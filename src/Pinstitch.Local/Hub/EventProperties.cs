using System.Text.Json;
using Pinstitch.Local.Hub.Amqp;

namespace Pinstitch.Local.Hub;

/// <summary>What goes with an event besides its body: the sender's properties and the three standard fields.</summary>
internal static class EventProperties
{
    private static readonly string[] Standard = ["message-id", "correlation-id", "content-type"];

    public static string? Serialize(EventData item)
    {
        if (item.Properties.Count == 0 && item.MessageId is null && item.CorrelationId is null && item.ContentType is null) return null;
        var all = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in item.Properties) all["p:" + name] = value;
        if (item.MessageId is not null) all["message-id"] = item.MessageId;
        if (item.CorrelationId is not null) all["correlation-id"] = item.CorrelationId;
        if (item.ContentType is not null) all["content-type"] = item.ContentType;
        return JsonSerializer.Serialize(all);
    }

    public static EventData ToEvent(HubRecord record)
    {
        if (record.Kind == RecordKind.Amqp) return AmqpEvent.ToEvent(record);
        var stored = record.Properties is null
            ? []
            : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(record.Properties)!;
        var properties = stored
            .Where(item => !Standard.Contains(item.Key))
            .ToDictionary(item => item.Key[2..], item => Value(item.Value));
        return new(record.Body, properties, null, record.Sequence, $"{record.Offset}", record.EnqueuedTime, record.PartitionKey)
        {
            MessageId = Text(stored, "message-id"),
            CorrelationId = Text(stored, "correlation-id"),
            ContentType = Text(stored, "content-type"),
        };
    }

    private static object Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.String => element.GetString()!,
        _ => element.GetRawText(),
    };

    private static string? Text(Dictionary<string, JsonElement> stored, string name) =>
        stored.TryGetValue(name, out var value) ? value.GetString() : null;
}
