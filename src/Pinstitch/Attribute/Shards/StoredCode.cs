using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Shards;

/// <summary>A touch code of a store, with what it was told from.</summary>
/// <param name="Code">The code.</param>
/// <param name="LinkCampaign">What the link named as its campaign; null for nothing.</param>
/// <param name="LinkAd">What the link named as its ad.</param>
/// <param name="Entry">Hash of the entries of the <see cref="AdDirectory"/> that decided it; another hash, and the persons with the code are made anew.</param>
public sealed record StoredCode(TouchCode Code, string? LinkCampaign, string? LinkAd, string Entry)
{
    /// <summary>Codes of a store stand in this order, so that equal journeys give equal bytes.</summary>
    internal string Place => string.Join('\u001f', (int)Code.Kind, Code.Channel, Code.CampaignId, Code.AdGroupId, Code.AdId, LinkCampaign, LinkAd, Entry);
}
