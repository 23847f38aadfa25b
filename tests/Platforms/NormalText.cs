using System.Globalization;
using System.Text;
using Pinstitch.Platforms.Normal;

namespace Pinstitch.Tests.Platforms;

/// <summary>Rows as lines that a person can check.</summary>
internal static class NormalText
{
    public static string Of(NormalReport report)
    {
        var text = new StringBuilder();
        foreach (var row in report.Normal(_ => (false, 0)))
        {
            if (row.Delivery is { } day)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"D {day.Date:yyyy-MM-dd}|{day.CampaignId}|{day.AdGroupId}|{day.AdId}|{day.CutType}|{day.CutValue}|{day.Spend:0.######}|{day.Impressions}|{day.Clicks}|{day.OutboundClicks}|{day.Saves}|{day.Extra}");
            }

            foreach (var claim in row.Conversions)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"C {claim.Date:yyyy-MM-dd}|{claim.CampaignId}|{claim.ConversionType}|{claim.ConversionName}|{claim.Channel}|{claim.Touch}|{claim.Window}|{claim.Count:0.######}|{claim.Value:0.######}|{claim.IsTotal}");
            }
        }

        return text.ToString();
    }
}
