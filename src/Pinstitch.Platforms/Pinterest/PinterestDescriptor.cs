namespace Pinstitch.Platforms.Pinterest;

/// <summary>Pinterest Ads API v5.</summary>
public static class PinterestDescriptor
{
    /// <summary>Windows of 30 days for clicks and engagements and one for views are the platform's defaults.</summary>
    public static PlatformDescriptor Value { get; } = new(
        "pinterest", "Pinterest", "v5", null, LookbackDays: 32, MostDaysPerReport: 185, DaysInUtc: true, Window: "30/30/1");

    internal static IReadOnlyList<string> Columns(string level) =>
    [
        "AD_ACCOUNT_ID",
        .. level == Collect.ReportLevels.Campaign ? (string[])["CAMPAIGN_ID", "CAMPAIGN_NAME"] : [],
        "SPEND_IN_MICRO_DOLLAR", "IMPRESSION_1", "IMPRESSION_2", "CLICKTHROUGH_1", "OUTBOUND_CLICK_1", "REPIN_1", "ENGAGEMENT_1",
        "TOTAL_CLICK_CHECKOUT", "TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR",
        "TOTAL_ENGAGEMENT_CHECKOUT", "TOTAL_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR",
        "TOTAL_VIEW_CHECKOUT", "TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR",
    ];
}
