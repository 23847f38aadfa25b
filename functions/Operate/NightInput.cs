namespace Pinstitch.Functions.Operate;

/// <summary>What a nightly run is about.</summary>
/// <param name="Night">Last day that it covers, in the shop's time zone.</param>
public sealed record NightInput(DateOnly Night);
