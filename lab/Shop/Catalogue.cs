namespace Pinstitch.Lab.Shop;

/// <summary>The campaigns and accounts of the synthetic shop.</summary>
public static class Catalogue
{
    public const string PinterestAccount = "549768412345";
    public const string MetaAccount = "1029384756102938";
    public const string GoogleAccount = "4825917603";

    /// <summary>Zone of the Meta and Google accounts and of the shop; Pinterest's days are UTC.</summary>
    public const string Zone = "Europe/Berlin";

    public const string Currency = "EUR";

    public const string Site = "https://www.juniper-clay.example";

    public static IReadOnlyList<Campaign> Campaigns { get; } =
    [
        new(0, Channel.PinterestAds, "626740011101", "Autumn tables – interests", Ads("68720130001", 4), 0.55, 0.0120, 0.0080, 8_400, 0, 0.00012, 0.030, 0.045, Lag.Pinterest, Audience.Everybody),
        new(1, Channel.PinterestAds, "626740011102", "Gift ideas – actalike", Ads("68720130002", 3), 0.40, 0.0105, 0.0070, 7_900, 0, 0.00010, 0.026, 0.040, Lag.Pinterest, Audience.Everybody),
        new(2, Channel.PinterestAds, "626740011103", "Back to your board – retargeting", Ads("68720130003", 2), 0.60, 0.0210, 0.0040, 11_500, 0, 0.00008, 0.016, 0.020, Lag.Pinterest, Audience.RecentVisitors),
        new(3, Channel.MetaAds, "23851234567890123", "Prospecting – reels", Ads("238512345678911", 4), 0.75, 0.0100, 0, 9_600, 0, 0.00004, 0.013, 0, Lag.Meta, Audience.Everybody),
        new(4, Channel.MetaAds, "23851234567890456", "Retargeting – catalogue", Ads("238512345678922", 3), 0.90, 0.0200, 0, 14_800, 0, 0.00002, 0.007, 0, Lag.Meta, Audience.RecentVisitors),
        new(5, Channel.GoogleAds, "20512345671", "Brand – exact", Ads("70051234561", 1), 0, 0, 0, 0, 420_000, 0, 0, 0, Lag.Search, Audience.BrandSearch),
        new(6, Channel.GoogleAds, "20512345672", "Ceramics – non-brand", Ads("70051234562", 3), 0.11, 0.0550, 0, 0, 710_000, 0, 0.040, 0, Lag.Search, Audience.Everybody),
        new(7, Channel.GoogleAds, "20512345673", "Shopping – all products", Ads("70051234563", 2), 0.20, 0.0230, 0, 0, 480_000, 0, 0.030, 0, Lag.Search, Audience.Everybody),
    ];

    public static Campaign Brand => Campaigns[5];

    public static string Account(Channel platform) => platform switch
    {
        Channel.PinterestAds => PinterestAccount,
        Channel.MetaAds => MetaAccount,
        Channel.GoogleAds => GoogleAccount,
        _ => throw new ArgumentException($"{platform} is no ad platform.", nameof(platform)),
    };

    public static string ZoneOf(Channel platform) => platform == Channel.PinterestAds ? "UTC" : Zone;

    private static string[] Ads(string stem, int count) => [.. Enumerable.Range(1, count).Select(ad => $"{stem}{ad}")];
}
