namespace Pinstitch.Land.Doors;

/// <summary>An event that a door cannot take.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Violation">Why.</param>
public sealed record RefusedEvent(int Index, Violation Violation);
