namespace Pinstitch.Attribute;

/// <summary>What a link's parameters stand for on the ad platform.</summary>
/// <param name="CampaignId">Campaign; what the link named where the platform's lists do not know it, as with <paramref name="AdId"/>.</param>
/// <param name="AdGroupId">Ad group or ad set; null where it is not known.</param>
/// <param name="AdId">Ad.</param>
public sealed record AdIds(string? CampaignId, string? AdGroupId, string? AdId);
