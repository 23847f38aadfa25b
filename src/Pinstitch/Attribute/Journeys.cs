using Pinstitch.Collect;
using Pinstitch.Land;

namespace Pinstitch.Attribute;

/// <summary>Makes a person's journey out of the person's events.</summary>
public static class Journeys
{
    /// <summary>A visit without a mark begins a new touch only after a pause of this length (the field's session rule).</summary>
    private static readonly TimeSpan SessionGap = TimeSpan.FromMinutes(30);

    /// <param name="person">The person.</param>
    /// <param name="events">All events of the person, in any order.</param>
    /// <param name="settings">What is a repeated touch, and which conversions there are besides orders.</param>
    /// <param name="ads">What links stood for; without it they stand for what they say.</param>
    public static Journey From(UInt128 person, IEnumerable<LandedEvent> events, AttributionSettings settings, AdDirectory? ads = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var counted = events
            .Where(item => item.Counts)
            .OrderBy(item => item.Time)
            .ThenBy(item => item.EventId, StringComparer.Ordinal)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .ToList();
        var hasBrowser = counted.Exists(item => item.Identifiers.Any(identifier => identifier.Type is IdentifierType.AnonymousId or IdentifierType.DeviceId));
        return new(person, [.. Touches(counted, settings.RepeatGap, ads ?? AdDirectory.Empty)], Orders.From(counted), hasBrowser)
        {
            Conversions = [.. settings.Conversions.Select(type => new TypedConversions(type.Id, Conversions.From(counted, type)))],
        };
    }

    private static IEnumerable<Touch> Touches(List<LandedEvent> events, TimeSpan repeatGap, AdDirectory ads)
    {
        DateTimeOffset? lastPage = null;
        Touch? last = null;
        foreach (var item in events)
        {
            var touch = Read(item, lastPage, ads);
            if (item.Page is not null && item.Name != EventNames.AdView) lastPage = item.Time;
            if (touch is null || IsRepeat(touch, last, repeatGap)) continue;
            last = touch;
            yield return touch;
        }
    }

    private static Touch? Read(LandedEvent item, DateTimeOffset? lastPage, AdDirectory ads)
    {
        if (item.Name == EventNames.Save)
            return new(item.EventId, item.Time, Channels.PinterestOrganic, TouchKind.Save, null, null, "on_site_save");
        if (item.Name == EventNames.AdView) return View(item, ads);
        if (item.Name != EventNames.PageVisit || item.Page is null) return null;
        if (ChannelRules.Classify(item.Page) is not { } classified) return null;
        if (classified.Channel == Channels.Direct && item.Time - lastPage < SessionGap) return null;
        var (campaign, ad) = (item.Page.UtmCampaign, item.Page.UtmContent);
        var ids = ads.Resolve(Channels.PlatformOf(classified.Channel), campaign, ad, item.Time);
        return new(item.EventId, item.Time, classified.Channel, TouchKind.Click, ids.CampaignId, ids.AdId, classified.Evidence)
        {
            AdGroupId = ids.AdGroupId, LinkCampaign = campaign, LinkAd = ad,
        };
    }

    /// <summary>An ad that was seen. It is of the platform that the event names, whoever told of it; of an address alone the address's parameters are taken.</summary>
    private static Touch View(LandedEvent item, AdDirectory ads)
    {
        var (source, campaign, ad) = item.Campaign is { } named
            ? (named.Source, named.Campaign, named.Content)
            : (item.Page?.UtmSource, item.Page?.UtmCampaign, item.Page?.UtmContent);
        var channel = PlatformCatalogue.OfSource(source?.ToLowerInvariant() ?? string.Empty)?.ChannelId ?? Channels.OtherPaid;
        var ids = ads.Resolve(Channels.PlatformOf(channel), campaign, ad, item.Time);
        return new(item.EventId, item.Time, channel, TouchKind.View, ids.CampaignId, ids.AdId, "ad_view")
        {
            AdGroupId = ids.AdGroupId, LinkCampaign = campaign, LinkAd = ad,
        };
    }

    /// <summary>The same link again within the session: a reload, or the back button.</summary>
    private static bool IsRepeat(Touch touch, Touch? last, TimeSpan repeatGap) =>
        last is not null
        && (touch.Channel, touch.Kind, touch.CampaignId, touch.AdId) == (last.Channel, last.Kind, last.CampaignId, last.AdId)
        && touch.Time - last.Time < repeatGap;
}
