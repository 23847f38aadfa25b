namespace Pinstitch.Local.Hub;

/// <summary>One event in a partition's log.</summary>
/// <param name="Sequence">Place in the partition, from 0 without gaps.</param>
/// <param name="Offset">Byte position of the record in the partition's log.</param>
/// <param name="EnqueuedTime">When the hub took it; never before that of the record in front.</param>
/// <param name="PartitionKey">The sender's key, if any.</param>
/// <param name="Kind">What <paramref name="Body"/> is.</param>
/// <param name="Properties">The sender's properties as JSON text; null when there are none, or when the body holds them.</param>
/// <param name="Body">The payload, or the AMQP sections.</param>
internal readonly record struct HubRecord(
    long Sequence,
    long Offset,
    DateTimeOffset EnqueuedTime,
    string? PartitionKey,
    RecordKind Kind,
    string? Properties,
    ReadOnlyMemory<byte> Body);
