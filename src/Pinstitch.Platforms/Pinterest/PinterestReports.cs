using Pinstitch.Collect;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>The reports that are collected from Pinterest.</summary>
internal static class PinterestReports
{
    /// <summary>Column for the key above a list of rows: no column of Pinterest's names the keyword.</summary>
    public const string Key = "KEY";

    public const string Quality = "conversion-quality";

    private static readonly ClaimWindow Usual = new(30, 30, 1);

    public static IReadOnlyList<ReportKind> All { get; } =
    [
        Base(ReportLevels.Account, ReportTier.Fresh, isBase: true),
        Base(ReportLevels.Campaign, ReportTier.Fresh, isBase: true),
        Base(ReportLevels.AdGroup, ReportTier.Daily, isBase: false),
        Base(ReportLevels.Ad, ReportTier.Daily, isBase: false),
        // Beside the ads: what searches brought, and what a catalogue's groups did; nothing for an account without.
        Base(ReportLevels.Keyword, ReportTier.Daily, isBase: false),
        Base(ReportLevels.ProductGroup, ReportTier.Daily, isBase: false),
        // The same days under other rules: reports of claims alone, so that delivery is never counted twice.
        .. ((string[])[ReportLevels.Campaign, ReportLevels.AdGroup, ReportLevels.Ad]).SelectMany(level => (ReportKind[])
        [
            Claims(level, "7-7-1", new(7, 7, 1), ReportTimes.AdAction),
            Claims(level, "1-1-1", new(1, 1, 1), ReportTimes.AdAction),
            Claims(level, "by-conversion", Usual, ReportTimes.Conversion),
        ]),
        Targeting("campaign-people", "AGE_BUCKET", "GENDER", "COUNTRY", "REGION", "APPTYPE"),
        Targeting("campaign-interests", "PLACEMENT", "TARGETED_INTEREST", "PINNER_INTEREST", "AUDIENCE_INCLUDE", "KEYWORD"),
        new("account-hours", ReportLevels.Account) { Cut = "hours", IsHourly = true, WithToday = true, MostDays = 3, MostHistory = 3 },
        Entity("campaign"),
        Entity("ad_group"),
        Entity("ad"),
        new(Quality, ReportLevels.Account) { Entity = "conversion_quality", IsSnapshot = true, Tier = ReportTier.Daily, WithDelivery = false },
    ];

    /// <summary>The API's word for a level.</summary>
    public static string ApiLevel(ReportKind kind) =>
        (kind.Level switch
        {
            ReportLevels.Account => "ADVERTISER",
            ReportLevels.Campaign => "CAMPAIGN",
            ReportLevels.AdGroup => "AD_GROUP",
            ReportLevels.Keyword => "KEYWORD",
            ReportLevels.ProductGroup => "PRODUCT_GROUP",
            _ => "PIN_PROMOTION",
        }) + (kind.Options.Count > 0 ? "_TARGETING" : string.Empty);

    /// <summary>Days back that Pinterest keeps reports for.</summary>
    private const int History = 914;

    // A day less at a time than the platform allows, because it may count the days in another way.
    private static ReportKind Base(string level, ReportTier tier, bool isBase) =>
        new(level, level) { Tier = tier, IsBase = isBase, MostDays = 185, MostHistory = History, Window = Usual };

    private static ReportKind Claims(string level, string what, ClaimWindow window, string time) => new($"{level}-{what}", level)
    {
        Cut = $"{level}-{what}", Tier = ReportTier.Weekly, MostDays = 185, MostHistory = History, Window = window, ReportTime = time, WithDelivery = false,
    };

    private static ReportKind Targeting(string id, params string[] types) => new(id, ReportLevels.Campaign)
    {
        Cut = id, Tier = ReportTier.Weekly, MostDays = 92, MostHistory = History, Window = Usual, Options = types,
    };

    private static ReportKind Entity(string name) => new(name + "s", ReportLevels.Account) { Entity = name, IsSnapshot = true, Tier = ReportTier.Daily, WithDelivery = false };
}
