namespace Pinstitch.Land;

/// <summary>The visitor's address and browser.</summary>
public sealed record LandedClient(string? Ip, string? UserAgent);
