using Pinstitch.Collect;

namespace Pinstitch.Attribute;

/// <summary>The channels that touches and money are booked under, in the order in which they are shown: every ad platform's, then the rest.</summary>
public static class Channels
{
    public const string PinterestPaid = "pinterest_paid";
    public const string MetaPaid = "meta_paid";
    public const string GooglePaid = "google_paid";
    public const string OtherPaid = "other_paid";
    public const string PinterestOrganic = "pinterest_organic";
    public const string Email = "email";
    public const string OrganicSearch = "organic_search";
    public const string OrganicSocial = "organic_social";
    public const string Referral = "referral";
    public const string Direct = "direct";

    /// <summary>Orders without a touch that counts.</summary>
    public const string Unattributed = "unattributed";

    private static readonly Channel[] Table =
    [
        .. PlatformCatalogue.All.Select(card => new Channel(card.ChannelId, card.Channel, card.Id)),
        new(OtherPaid, "Other ads", null, IsPaid: true),
        new(PinterestOrganic, "Pinterest organic", null),
        new(Email, "E-mail", null),
        new(OrganicSearch, "Organic search", null),
        new(OrganicSocial, "Organic social", null),
        new(Referral, "Referral", null),
        new(Direct, "Direct", null),
        new(Unattributed, "Unattributed", null),
    ];

    public static IReadOnlyList<Channel> All => Table;

    /// <summary>The ad platform of a channel; null for none.</summary>
    public static string? PlatformOf(string channel) => Table.FirstOrDefault(item => item.Id == channel)?.Platform;

    /// <summary>The paid channel of an ad platform.</summary>
    /// <exception cref="ArgumentException">No channel belongs to the platform.</exception>
    public static string OfPlatform(string platform) =>
        Table.FirstOrDefault(channel => channel.Platform == platform)?.Id
        ?? throw new ArgumentException($"No channel belongs to the platform '{platform}'.", nameof(platform));
}
