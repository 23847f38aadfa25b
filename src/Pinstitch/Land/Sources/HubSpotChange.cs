namespace Pinstitch.Land.Sources;

/// <summary>An object that a HubSpot webhook names.</summary>
/// <param name="Id">Its number.</param>
/// <param name="IsDeal">A deal; otherwise a contact.</param>
/// <param name="OccurredAt">When it changed, in milliseconds since 1970, as HubSpot writes it.</param>
public sealed record HubSpotChange(string Id, bool IsDeal, string OccurredAt);
