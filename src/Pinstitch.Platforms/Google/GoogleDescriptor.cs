namespace Pinstitch.Platforms.Google;

/// <summary>Google Ads API.</summary>
public static class GoogleDescriptor
{
    /// <summary>30 days after a click is the default of a conversion action.</summary>
    public static PlatformDescriptor Value { get; } = new(
        "google", "Google Ads", "v25", new(2027, 8, 1), LookbackDays: 32, MostDaysPerReport: 366, DaysInUtc: false, Window: "account");

    internal static string Query(Collect.ReportRequest request)
    {
        var isCampaign = request.Level == Collect.ReportLevels.Campaign;
        var fields = "customer.id, customer.currency_code, customer.time_zone, "
            + (isCampaign ? "campaign.id, campaign.name, " : string.Empty)
            + "segments.date, metrics.cost_micros, metrics.impressions, metrics.clicks, metrics.conversions, metrics.conversions_value";
        var from = isCampaign ? "campaign" : "customer";
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"SELECT {fields} FROM {from} WHERE segments.date BETWEEN '{request.From:yyyy-MM-dd}' AND '{request.To:yyyy-MM-dd}'");
    }
}
