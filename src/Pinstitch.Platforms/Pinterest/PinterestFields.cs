using Pinstitch.Collect;
using Pinstitch.Platforms.Fields;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>
/// Pinterest's report columns. The suffix _1 means paid and _2 earned, after somebody saved the ad; neither is a window.
/// Columns of claims are listed one by one: their names cannot be taken apart by a rule (TOTAL_VIEW_CATEGORY is the event
/// VIEW_CATEGORY, TOTAL_VIEW_VIEW_CATEGORY its view-through part).
/// </summary>
internal static class PinterestFields
{
    /// <summary>What stands before the columns of a synchronous targeting report.</summary>
    private const string Around = "metrics.";

    private const string ValueSuffix = "_VALUE_IN_MICRO_DOLLAR";

    private static readonly Dictionary<string, Field> Delivery = new()
    {
        ["SPEND_IN_MICRO_DOLLAR"] = Field.Of(Measure.Spend, Field.Micros).Expected(),
        ["ADS_CREDIT_SPEND_IN_MICRO_DOLLAR"] = Field.Of(Measure.SpendCredits, Field.Micros),
        ["IMPRESSION_1"] = Field.Of(Measure.Impressions).Expected(),
        ["IMPRESSION_2"] = Field.Of(Measure.ImpressionsEarned),
        ["CLICKTHROUGH_1"] = Field.Of(Measure.Clicks),
        ["CLICKTHROUGH_2"] = Field.Of(Measure.ClicksEarned),
        ["OUTBOUND_CLICK_1"] = Field.Of(Measure.OutboundClicks),
        ["OUTBOUND_CLICK_2"] = Field.Of(Measure.OutboundClicksEarned),
        ["REPIN_1"] = Field.Of(Measure.Saves),
        ["REPIN_2"] = Field.Of(Measure.SavesEarned),
        ["ENGAGEMENT_1"] = Field.Of(Measure.Engagements),
        ["ENGAGEMENT_2"] = Field.Of(Measure.EngagementsEarned),
        ["TOTAL_IMPRESSION_USER"] = Field.Of(Measure.Reach),
        ["TOTAL_IMPRESSION_FREQUENCY"] = Field.Of(Measure.Frequency),
        ["VIDEO_P0_COMBINED_1"] = Field.Of(Measure.VideoStarts),
        ["VIDEO_MRC_VIEWS_1"] = Field.Of(Measure.VideoViews),
        ["VIDEO_3SEC_VIEWS_1"] = Field.Of(Measure.VideoViews3S),
        ["VIDEO_P25_COMBINED_1"] = Field.Of(Measure.VideoP25),
        ["VIDEO_P50_COMBINED_1"] = Field.Of(Measure.VideoP50),
        ["VIDEO_P75_COMBINED_1"] = Field.Of(Measure.VideoP75),
        ["VIDEO_P95_COMBINED_1"] = Field.Of(Measure.VideoP95),
        ["VIDEO_P100_COMPLETE_1"] = Field.Of(Measure.VideoP100),
        ["VIDEO_AVG_WATCHTIME_IN_SECOND_1"] = Field.Of(Measure.VideoWatchSAvg),
    };

    private static readonly Dictionary<string, Field> Keys = new()
    {
        ["DATE"] = Field.Of(FieldRole.Date),
        ["CAMPAIGN_ID"] = Field.Of(FieldRole.CampaignId),
        ["CAMPAIGN_NAME"] = Field.Of(FieldRole.CampaignName),
        ["AD_GROUP_ID"] = Field.Of(FieldRole.AdGroupId),
        ["AD_GROUP_NAME"] = Field.Of(FieldRole.AdGroupName),
        ["AD_ID"] = Field.Of(FieldRole.AdId),
        ["AD_NAME"] = Field.Of(FieldRole.AdName),
        ["TARGETING_TYPE"] = Field.Of(FieldRole.CutType),
        ["TARGETING_VALUE"] = Field.Of(FieldRole.CutValue),
        ["HOUR"] = Field.Of(FieldRole.Hour),
        // Ads were promoted Pins once, and some reports still say so.
        ["PIN_PROMOTION_ID"] = Field.Of(FieldRole.AdId).AsFallback(),
        ["PIN_PROMOTION_NAME"] = Field.Of(FieldRole.AdName).AsFallback(),
        // Synchronous targeting reports write it in small letters, around the row.
        ["targeting_type"] = Field.Of(FieldRole.CutType),
        ["targeting_value"] = Field.Of(FieldRole.CutValue),
    };

    /// <summary>Amounts in units of the account's currency, where a report that was not asked for by us has no micros.</summary>
    private static readonly Dictionary<string, Field> Units = new()
    {
        ["SPEND_IN_DOLLAR"] = Field.Of(Measure.Spend).AsFallback(),
        ["ADS_CREDIT_SPEND_IN_DOLLAR"] = Field.Of(Measure.SpendCredits).AsFallback(),
    };

    /// <summary>Columns that may come unasked or that other tools ask for, and that say nothing new.</summary>
    private static readonly string[] Known = ["AD_ACCOUNT_ID", "ADVERTISER_ID"];

    private static readonly (string Event, string Type)[] Events =
    [
        ("CHECKOUT", ConversionTypes.Purchase), ("LEAD", ConversionTypes.Lead), ("SIGNUP", ConversionTypes.Signup), ("ADD_TO_CART", ConversionTypes.AddToCart),
        ("PAGE_VISIT", ConversionTypes.PageVisit), ("SEARCH", ConversionTypes.Search), ("WATCH_VIDEO", ConversionTypes.WatchVideo),
        ("VIEW_CATEGORY", ConversionTypes.ViewCategory), ("APP_INSTALL", ConversionTypes.AppInstall), ("CUSTOM", ConversionTypes.Custom("all")), ("UNKNOWN", ConversionTypes.Unknown),
    ];

    private static readonly (string Part, string Touch)[] Touches = [("CLICK_", "click"), ("ENGAGEMENT_", "engagement"), ("VIEW_", "view")];

    private static readonly (string Part, string Channel)[] Channels = [("WEB_", "web"), ("INAPP_", "app"), ("OFFLINE_", "offline")];

    private static readonly Dictionary<string, Field> Claims = MakeClaims();

    /// <summary>What is asked for in a report.</summary>
    public static IReadOnlyList<string> Columns(ReportKind kind)
    {
        var ids = kind.Level switch
        {
            ReportLevels.Account => (string[])["AD_ACCOUNT_ID"],
            ReportLevels.Campaign => ["CAMPAIGN_ID", "CAMPAIGN_NAME"],
            ReportLevels.AdGroup or ReportLevels.Keyword => ["CAMPAIGN_ID", "CAMPAIGN_NAME", "AD_GROUP_ID", "AD_GROUP_NAME"],
            ReportLevels.ProductGroup => ["CAMPAIGN_ID", "CAMPAIGN_NAME", "AD_GROUP_ID", "AD_GROUP_NAME", "PRODUCT_GROUP_ID"],
            _ => ["CAMPAIGN_ID", "CAMPAIGN_NAME", "AD_GROUP_ID", "AD_GROUP_NAME", "AD_ID", "AD_NAME"],
        };
        // Hours have no claims any more, and the synchronous report knows fewer columns.
        if (kind.IsHourly) return [.. ids, "SPEND_IN_MICRO_DOLLAR", "IMPRESSION_1", "IMPRESSION_2", "CLICKTHROUGH_1", "CLICKTHROUGH_2", "OUTBOUND_CLICK_1", "OUTBOUND_CLICK_2", "REPIN_1", "REPIN_2", "ENGAGEMENT_1", "ENGAGEMENT_2"];
        return [.. ids, .. kind.WithDelivery ? Delivery.Keys : Enumerable.Empty<string>(), .. Asked(kind)];
    }

    public static FieldTable Of(ReportKind kind)
    {
        var fields = new Dictionary<string, Field>(Keys);
        foreach (var name in Known) fields[name] = Field.Of(FieldRole.Ignored);
        if (kind.Level == ReportLevels.Keyword) fields[PinterestReports.Key] = Field.Of(FieldRole.AdId);
        if (kind.Level == ReportLevels.ProductGroup) fields["PRODUCT_GROUP_ID"] = Field.Of(FieldRole.AdId);
        var asked = Columns(kind).ToHashSet();
        foreach (var (name, field) in Delivery.Where(column => kind.WithDelivery && asked.Contains(column.Key))) fields[name] = field;
        foreach (var (name, field) in Claims.Where(column => asked.Contains(column.Key))) fields[name] = field;
        // A wider report than ours (a recorded one, a template) is understood as far as the catalogue goes.
        return new(fields)
        {
            LeavesZerosOut = true,
            Rule = name => Wider(kind, name.StartsWith(Around, StringComparison.Ordinal) ? name[Around.Length..] : name),
        };
    }

    private static Field? Wider(ReportKind kind, string name) => Claims.GetValueOrDefault(name)
        ?? (kind.WithDelivery ? Delivery.GetValueOrDefault(name) ?? Units.GetValueOrDefault(name) : null)
        ?? Keys.GetValueOrDefault(name)
        ?? (Known.Contains(name) ? Field.Of(FieldRole.Ignored) : null);

    /// <summary>Every touch of the events that cost money to miss; for the rest and in cuts the totals, since wide reports are refused as too expensive.</summary>
    private static IEnumerable<string> Asked(ReportKind kind)
    {
        foreach (var (name, _) in Events.Where(item => kind.Options.Count == 0 || item.Event == "CHECKOUT"))
        {
            foreach (var (touch, _) in Touches)
            {
                yield return $"TOTAL_{touch}{name}";
                yield return $"TOTAL_{touch}{name}{ValueSuffix}";
            }
        }

        if (kind.Options.Count > 0 || kind.Level != ReportLevels.Campaign) yield break;
        foreach (var (channel, _) in Channels) yield return $"TOTAL_{channel}CHECKOUT";
        foreach (var (channel, _) in Channels) yield return $"TOTAL_{channel}CHECKOUT{ValueSuffix}";
        yield return "TOTAL_CHECKOUT";
        yield return "TOTAL_CHECKOUT" + ValueSuffix;
        yield return "TOTAL_CHECKOUT_QUANTITY";
        yield return "TOTAL_CONVERSIONS";
        yield return "LEADS";
    }

    private static Dictionary<string, Field> MakeClaims()
    {
        var columns = new Dictionary<string, Field>();
        foreach (var (name, type) in Events)
        {
            Put(columns, $"TOTAL_{name}", new(type, name, "all", "total") { IsTotal = true });
            foreach (var (part, touch) in Touches) Put(columns, $"TOTAL_{part}{name}", new(type, name, "all", touch));
            foreach (var (place, channel) in Channels)
            {
                Put(columns, $"TOTAL_{place}{name}", new(type, name, channel, "total") { IsTotal = true });
                foreach (var (part, touch) in Touches) Put(columns, $"TOTAL_{place}{part}{name}", new(type, name, channel, touch) { IsTotal = true });
            }
        }

        Put(columns, "TOTAL_PINTEREST_CHECKOUT", new(ConversionTypes.Purchase, "PINTEREST_CHECKOUT", "onsite", "total") { IsTotal = true });
        Put(columns, "TOTAL_CONVERSIONS", new(ConversionTypes.All, "CONVERSIONS", "all", "total") { IsTotal = true });
        Put(columns, "TOTAL_ADD_TO_WISHLIST", new(ConversionTypes.AddToWishlist, "ADD_TO_WISHLIST", "all", "total"));
        Put(columns, "TOTAL_SUBSCRIBE", new(ConversionTypes.Subscribe, "SUBSCRIBE", "all", "total"));
        columns["LEADS"] = Field.Of(new ClaimKey(ConversionTypes.Lead, "LEADS", "onsite", "total"));
        return columns;
    }

    private static void Put(Dictionary<string, Field> columns, string name, ClaimKey claim)
    {
        columns[name] = Field.Of(claim);
        columns[name + ValueSuffix] = Field.Of(claim, ClaimPart.Value, Field.Micros);
        columns[name + "_QUANTITY"] = Field.Of(claim, ClaimPart.Items);
    }
}
