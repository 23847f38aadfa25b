namespace Pinstitch.Platforms.Meta;

/// <summary>Meta Marketing API.</summary>
public static class MetaDescriptor
{
    /// <summary>Meta freezes a day after 28 days; 7 days after a click and 1 after a view are its default windows.</summary>
    public static PlatformDescriptor Value { get; } = new(
        "meta", "Meta", "v25.0", new(2027, 7, 1), LookbackDays: 28, MostDaysPerReport: 90, DaysInUtc: false, Window: "7d_click/1d_view");

    internal static string Fields(string level) =>
        "account_id,account_currency,"
        + (level == Collect.ReportLevels.Campaign ? "campaign_id,campaign_name," : string.Empty)
        + "spend,impressions,clicks,inline_link_clicks,actions,action_values";
}
