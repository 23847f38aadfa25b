namespace Pinstitch.Land;

/// <summary>A landed event with the place it came from in the hub.</summary>
/// <param name="Partition">The hub's partition.</param>
/// <param name="Sequence">Sequence number in it; with the partition it tells a repeated delivery.</param>
/// <param name="Event">The event.</param>
public sealed record LandedRecord(int Partition, long Sequence, LandedEvent Event);
