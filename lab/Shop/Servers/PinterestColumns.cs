using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// The columns that the Pinterest server takes. The real one knows 613; these are the regular ones among them, so that a
/// name which does not exist (CLICKTHROUGH, TOTAL_REPIN) is refused here too.
/// </summary>
internal static class PinterestColumns
{
    private static readonly string[] Events = ["PAGE_VISIT", "SIGNUP", "CHECKOUT", "CUSTOM", "ADD_TO_CART", "LEAD", "SEARCH", "WATCH_VIDEO", "VIEW_CATEGORY", "APP_INSTALL", "UNKNOWN"];

    private static readonly string[] Touches = ["", "CLICK_", "ENGAGEMENT_", "VIEW_"];

    private static readonly HashSet<string> All =
    [
        "SPEND_IN_MICRO_DOLLAR", "SPEND_IN_DOLLAR", "ADS_CREDIT_SPEND_IN_MICRO_DOLLAR", "PAID_IMPRESSION", "AD_ACCOUNT_ID", "ADVERTISER_ID", "CAMPAIGN_ID", "CAMPAIGN_NAME", "CAMPAIGN_STATUS",
        "AD_GROUP_ID", "AD_GROUP_NAME", "AD_GROUP_STATUS", "PRODUCT_GROUP_ID", "AD_ID", "AD_NAME", "AD_STATUS", "PIN_ID", "PIN_PROMOTION_ID", "PIN_PROMOTION_NAME",
        "IMPRESSION_1", "IMPRESSION_2", "TOTAL_IMPRESSION", "CLICKTHROUGH_1", "CLICKTHROUGH_2", "TOTAL_CLICKTHROUGH", "OUTBOUND_CLICK_1", "OUTBOUND_CLICK_2", "REPIN_1", "REPIN_2",
        "ENGAGEMENT_1", "ENGAGEMENT_2", "TOTAL_ENGAGEMENT", "TOTAL_IMPRESSION_USER", "TOTAL_IMPRESSION_FREQUENCY", "VIDEO_P0_COMBINED_1", "VIDEO_MRC_VIEWS_1", "VIDEO_3SEC_VIEWS_1", "VIDEO_P25_COMBINED_1", "VIDEO_P50_COMBINED_1",
        "VIDEO_P75_COMBINED_1", "VIDEO_P95_COMBINED_1", "VIDEO_P100_COMPLETE_1", "VIDEO_AVG_WATCHTIME_IN_SECOND_1", "TOTAL_CONVERSIONS", "TOTAL_CONVERSIONS_VALUE_IN_MICRO_DOLLAR", "TOTAL_CHECKOUT_QUANTITY", "LEADS",
        "TOTAL_PINTEREST_CHECKOUT", "TOTAL_PINTEREST_CHECKOUT_VALUE_IN_MICRO_DOLLAR",
        .. Touches.SelectMany(touch => Events.SelectMany(name => (string[])[$"TOTAL_{touch}{name}", $"TOTAL_{touch}{name}_VALUE_IN_MICRO_DOLLAR"])),
        .. ((string[])["WEB_", "INAPP_", "OFFLINE_"]).SelectMany(channel => Touches.SelectMany(touch => (string[])[$"TOTAL_{channel}{touch}CHECKOUT", $"TOTAL_{channel}{touch}CHECKOUT_VALUE_IN_MICRO_DOLLAR"])),
    ];

    public static bool Contains(string column) => All.Contains(column);

    /// <summary>What each column means.</summary>
    public static IResult List(HttpRequest request) => request.Query["report_type"].ToString() is not ("" or "SYNC" or "ASYNC")
        ? PinterestServer.Refuse(400, 400, "report_type must be SYNC or ASYNC.")
        : Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. All.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["category"] = "ADS", ["definition"] = $"The lab's {name}.", ["display_name"] = name })]),
        });

    /// <summary>The values of a cut, with their shares of every row.</summary>
    public static IReadOnlyList<(string Value, double Share)> Parts(string type) => type switch
    {
        "GENDER" => [("female", 0.64), ("male", 0.27), ("unknown", 0.09)],
        "AGE_BUCKET" => [("18-24", 0.2), ("25-34", 0.35), ("35-44", 0.25), ("45-49", 0.2)],
        "COUNTRY" => [("DE", 0.8), ("AT", 0.2)],
        "PLACEMENT" => [("BROWSE", 0.55), ("SEARCH", 0.45)],
        _ => [("1", 0.7), ("2", 0.3)],
    };

    public static void PutDelivery(Action<string, long> put, ReportRow row)
    {
        put("SPEND_IN_MICRO_DOLLAR", row.SpendMicros);
        put("IMPRESSION_1", row.Impressions);
        put("IMPRESSION_2", row.Saves * 2);
        put("CLICKTHROUGH_1", row.Clicks);
        put("OUTBOUND_CLICK_1", row.Clicks);
        put("REPIN_1", row.Saves);
        put("ENGAGEMENT_1", row.Clicks + row.Saves);
    }
}
