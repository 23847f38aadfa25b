namespace Pinstitch.Functions.Tell;

/// <summary>A digest to be sent.</summary>
/// <param name="Team">Name of the team.</param>
/// <param name="LastDay">Last day of the week that it is about.</param>
public sealed record DigestInput(string Team, DateOnly LastDay);
