namespace Pinstitch.Land;

/// <summary>UTM parameters, free of mail addresses and telephone numbers.</summary>
public sealed record LandedCampaign(string? Source, string? Medium, string? Campaign, string? Content, string? Term);
