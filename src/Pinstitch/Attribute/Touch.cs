namespace Pinstitch.Attribute;

/// <summary>One contact of a person with a channel.</summary>
/// <param name="EventId">The event that shows it.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Channel">One of <see cref="Channels"/>.</param>
/// <param name="Kind">What it was.</param>
/// <param name="CampaignId">The ad platform's campaign, where the link named it or its ad.</param>
/// <param name="AdId">The ad platform's ad, where the link named it.</param>
/// <param name="Evidence">What the channel was told from: a click id's name, <c>utm</c>, <c>referrer</c>, <c>none</c>.</param>
public sealed record Touch(
    string EventId,
    DateTimeOffset Time,
    string Channel,
    TouchKind Kind,
    string? CampaignId,
    string? AdId,
    string Evidence)
{
    /// <summary>The platform's ad group or ad set; null where it is not known.</summary>
    public string? AdGroupId { get; init; }

    /// <summary>What the link itself named as its campaign; <see cref="CampaignId"/> is what that stood for on the day.</summary>
    public string? LinkCampaign { get; init; }

    /// <summary>What the link itself named as its ad.</summary>
    public string? LinkAd { get; init; }

    public bool IsDirect => Channel == Channels.Direct;
}
