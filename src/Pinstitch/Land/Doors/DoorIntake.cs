namespace Pinstitch.Land.Doors;

/// <summary>What a door makes of a request: every event is in exactly one of the two lists.</summary>
/// <param name="Events">Fit for the hub.</param>
/// <param name="Refused">Not fit for it; the sender is told, and keeps them.</param>
public sealed record DoorIntake(IReadOnlyList<ReadOnlyMemory<byte>> Events, IReadOnlyList<RefusedEvent> Refused);
