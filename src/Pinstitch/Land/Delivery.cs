namespace Pinstitch.Land;

/// <summary>A message as the hub delivered it.</summary>
/// <param name="Sequence">Its sequence number in the partition.</param>
/// <param name="Body">Its bytes.</param>
public readonly record struct Delivery(long Sequence, ReadOnlyMemory<byte> Body);
