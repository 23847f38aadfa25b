namespace Pinstitch.Attribute.Engine;

/// <summary>All that tells one touch from another but its time: what the columns store as one number.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Channel">One of <see cref="Channels"/>.</param>
/// <param name="CampaignId">The platform's campaign; null where it is not known, as the rest.</param>
/// <param name="AdGroupId">The platform's ad group or ad set.</param>
/// <param name="AdId">The platform's ad.</param>
public sealed record TouchCode(TouchKind Kind, string Channel, string? CampaignId = null, string? AdGroupId = null, string? AdId = null)
{
    public static TouchCode Of(Touch touch)
    {
        ArgumentNullException.ThrowIfNull(touch);
        return new(touch.Kind, touch.Channel, touch.CampaignId, touch.AdGroupId, touch.AdId);
    }
}
