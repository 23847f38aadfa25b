using Pinstitch.Collect;
using Pinstitch.Land;

namespace Pinstitch.Attribute;

/// <summary>
/// Which channel brought a visitor to a page: click id before UTM before referrer, because a click id comes from the
/// platform, UTM from whoever wrote the link, and a referrer from the browser's goodwill.
/// </summary>
public static class ChannelRules
{
    private static readonly string[] SearchHosts = ["google.", "bing.", "duckduckgo.", "ecosia.", "yahoo.", "qwant.", "startpage.", "baidu.", "yandex."];
    private static readonly string[] SocialHosts = ["facebook.", "instagram.", "t.co", "twitter.", "x.com", "reddit.", "tiktok.", "linkedin.", "youtube.", "threads."];
    private static readonly string[] PaidMedia = ["paid", "cpc", "ppc", "paidsocial", "paid_social", "cpm", "display", "retargeting"];

    /// <returns>The channel and what it was told from; null where the visitor only moved within the site.</returns>
    public static (string Channel, string Evidence)? Classify(LandedPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (FromClickId(page) is { } clicked) return (clicked, page.ClickId!);
        if (FromUtm(page) is { } tagged) return (tagged, "utm");
        if (page.ReferrerHost is not { Length: > 0 } referrer) return (Channels.Direct, "none");
        return SameSite(referrer, page.Host) ? null : (FromReferrer(referrer), "referrer");
    }

    private static string? FromClickId(LandedPage page)
    {
        if (page.ClickId is not { } name) return null;
        if (PlatformCatalogue.OfClickId(name) is not { } card) return Channels.OtherPaid;
        // Meta, for one, puts its id on unpaid links too; the ad's own UTM tells them apart.
        return !card.ClickIdsAreUnpaidToo || IsPaid(page) ? card.ChannelId : Channels.OrganicSocial;
    }

    private static string? FromUtm(LandedPage page)
    {
        if (page.UtmMedium is null && page.UtmSource is null) return null;
        var source = page.UtmSource?.ToLowerInvariant() ?? string.Empty;
        if (page.UtmMedium?.ToLowerInvariant() is "email" or "e-mail" or "newsletter") return Channels.Email;
        if (IsPaid(page)) return PlatformCatalogue.OfSource(source)?.ChannelId ?? Channels.OtherPaid;
        return source switch
        {
            "pinterest" => Channels.PinterestOrganic,
            "facebook" or "instagram" or "tiktok" or "twitter" or "linkedin" => Channels.OrganicSocial,
            _ => Channels.Referral,
        };
    }

    private static string FromReferrer(string host)
    {
        if (Is(host, "pinterest.")) return Channels.PinterestOrganic;
        if (SearchHosts.Any(search => Is(host, search))) return Channels.OrganicSearch;
        return SocialHosts.Any(social => Is(host, social)) ? Channels.OrganicSocial : Channels.Referral;
    }

    private static bool IsPaid(LandedPage page) => page.UtmMedium is { } medium && PaidMedia.Contains(medium.ToLowerInvariant());

    private static bool Is(string host, string name) =>
        host.StartsWith(name, StringComparison.OrdinalIgnoreCase) || host.Contains('.' + name, StringComparison.OrdinalIgnoreCase)
        || host.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool SameSite(string referrer, string host) => Bare(referrer) == Bare(host);

    private static string Bare(string host)
    {
        var lower = host.ToLowerInvariant();
        return lower.StartsWith("www.", StringComparison.Ordinal) ? lower[4..] : lower;
    }
}
