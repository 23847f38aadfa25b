using System.Globalization;
using Pinstitch.Collect;

namespace Pinstitch.Platforms.Google;

/// <summary>The reports that are collected from Google Ads, and their queries.</summary>
internal static class GoogleReports
{
    private const string Customer = "customer.id, customer.currency_code, customer.time_zone";
    private const string Campaign = "campaign.id, campaign.name, campaign.advertising_channel_type";
    private const string Video = "metrics.video_trueview_views, metrics.video_quartile_p25_rate, metrics.video_quartile_p50_rate, metrics.video_quartile_p75_rate, metrics.video_quartile_p100_rate";
    private const string Delivery = "metrics.cost_micros, metrics.impressions, metrics.clicks, metrics.interactions, metrics.engagements, metrics.all_conversions, metrics.all_conversions_value, metrics.view_through_conversions";
    private const string Claims = "segments.conversion_action_category, segments.conversion_action_name, metrics.conversions, metrics.conversions_value";
    private const string ByConversion = "segments.conversion_action_category, segments.conversion_action_name, metrics.conversions_by_conversion_date, metrics.conversions_value_by_conversion_date";

    public static IReadOnlyList<ReportKind> All { get; } =
    [
        Base(ReportLevels.Account, ReportTier.Fresh, isBase: true, "customer", $"{Customer}, segments.date, {Delivery}"),
        Base(ReportLevels.Campaign, ReportTier.Fresh, isBase: true, "campaign", $"{Customer}, {Campaign}, segments.date, {Delivery}, {Video}"),
        Base(ReportLevels.AdGroup, ReportTier.Daily, isBase: false, "ad_group", $"{Customer}, campaign.id, campaign.name, ad_group.id, ad_group.name, segments.date, {Delivery}"),
        Base(ReportLevels.Ad, ReportTier.Daily, isBase: false, "ad_group_ad", $"{Customer}, campaign.id, campaign.name, ad_group.id, ad_group.name, ad_group_ad.ad.id, ad_group_ad.ad.name, segments.date, {Delivery}"),
        // Performance Max has no ad groups and no ads: its asset groups stand in their place, in a partition of their own.
        Base("asset-group", ReportTier.Daily, isBase: false, "asset_group", $"{Customer}, campaign.id, campaign.name, asset_group.id, asset_group.name, segments.date, metrics.cost_micros, metrics.impressions, metrics.clicks, metrics.interactions") with { Level = ReportLevels.AdGroup, Cut = "asset-group" },
        // Keywords alone: ads without keywords (shopping, Performance Max) have no rows here.
        Base(ReportLevels.Keyword, ReportTier.Daily, isBase: false, "keyword_view", $"{Customer}, campaign.id, campaign.name, ad_group.id, ad_group.name, ad_group_criterion.criterion_id, ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type, segments.date, {Delivery}"),
        // A segment by conversion action allows no cost and no clicks beside it, so claims are queries of their own.
        ClaimsOf("campaign-claims", ReportLevels.Campaign, ReportCuts.Claims, ReportTier.Fresh, isBase: true, ReportTimes.AdAction, $"{Customer}, {Campaign}, segments.date, {Claims}"),
        ClaimsOf("campaign-by-conversion", ReportLevels.Campaign, "campaign-by-conversion", ReportTier.Daily, isBase: false, ReportTimes.Conversion, $"{Customer}, {Campaign}, segments.date, {ByConversion}"),
        Entity("campaign", "campaign.id, campaign.name, campaign.status, campaign.advertising_channel_type, campaign.bidding_strategy_type, campaign_budget.amount_micros, campaign.start_date_time, campaign.end_date_time"),
        Entity("ad_group", "ad_group.id, ad_group.name, ad_group.status, ad_group.type, ad_group.cpc_bid_micros, campaign.id"),
        // The accounts below a manager, and the account itself: whether it is open, and what its currency and zone are.
        Entity("customer_client", "customer_client.id, customer_client.descriptive_name, customer_client.status, customer_client.manager, customer_client.level, customer_client.currency_code, customer_client.time_zone"),
        Entity("ad_group_ad", "ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.status, ad_group_ad.ad.type, ad_group_ad.ad.final_urls, ad_group.id, campaign.id"),
    ];

    public static string Query(ReportKind kind, ReportRequest request) => kind.IsSnapshot
        ? $"SELECT {kind.Options[1]} FROM {kind.Options[0]}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {kind.Options[1]} FROM {kind.Options[0]} WHERE segments.date BETWEEN '{request.From:yyyy-MM-dd}' AND '{request.To:yyyy-MM-dd}'");

    private static ReportKind Base(string id, ReportTier tier, bool isBase, string resource, string fields) =>
        new(id, id) { Tier = tier, IsBase = isBase, MostDays = 90, MostHistory = 11 * 365, Options = [resource, fields] };

    private static ReportKind ClaimsOf(string id, string level, string cut, ReportTier tier, bool isBase, string time, string fields) => new(id, level)
    {
        Cut = cut, Tier = tier, IsBase = isBase, MostDays = 90, MostHistory = 11 * 365, WithDelivery = false, ReportTime = time, Options = ["campaign", fields],
    };

    private static ReportKind Entity(string name, string fields) => new(name + "s", ReportLevels.Account)
    {
        Entity = name, IsSnapshot = true, Tier = ReportTier.Daily, WithDelivery = false, Options = [name, fields],
    };
}
