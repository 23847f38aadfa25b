namespace Pinstitch.Local.Hub;

/// <summary>What a sender puts into a partition.</summary>
/// <param name="Kind">What <paramref name="Body"/> is.</param>
/// <param name="Properties">The sender's properties as JSON text; null when there are none, or when the body holds them.</param>
/// <param name="Body">The payload, or the AMQP sections.</param>
internal readonly record struct HubMessage(RecordKind Kind, string? Properties, ReadOnlyMemory<byte> Body)
{
    public static HubMessage Of(EventData item) => new(RecordKind.Payload, EventProperties.Serialize(item), item.Body);
}
