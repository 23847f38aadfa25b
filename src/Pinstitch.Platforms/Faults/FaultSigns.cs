namespace Pinstitch.Platforms.Faults;

/// <summary>What can be read off a refusal, in no platform's particular form.</summary>
/// <param name="Status">HTTP status; 200 where the body is against itself.</param>
/// <param name="Codes">The platform's own codes, the most particular first.</param>
/// <param name="Message">What it says.</param>
/// <param name="Wait">How long it says to wait.</param>
/// <param name="IsTransient">Whether it calls the refusal passing.</param>
public sealed record FaultSigns(int Status, IReadOnlyList<string> Codes, string Message, TimeSpan? Wait = null, bool IsTransient = false);
