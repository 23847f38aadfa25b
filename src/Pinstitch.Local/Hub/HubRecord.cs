namespace Pinstitch.Local.Hub;

/// <summary>One event in a partition's log.</summary>
/// <param name="Sequence">Place in the partition, from 0 without gaps.</param>
/// <param name="Offset">Byte position of the record in the partition's log.</param>
/// <param name="EnqueuedTime">When the hub took it.</param>
/// <param name="PartitionKey">The sender's key, if any.</param>
/// <param name="Properties">The sender's properties as JSON text; null when there are none.</param>
/// <param name="Body">The payload.</param>
internal readonly record struct HubRecord(
    long Sequence,
    long Offset,
    DateTimeOffset EnqueuedTime,
    string? PartitionKey,
    string? Properties,
    ReadOnlyMemory<byte> Body);
