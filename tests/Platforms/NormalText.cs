using System.Globalization;
using System.Reflection;
using System.Text;
using Pinstitch.Collect;
using Pinstitch.Platforms.Normal;

namespace Pinstitch.Tests.Platforms;

/// <summary>Rows as lines that a person can check.</summary>
internal static class NormalText
{
    /// <summary>Numbers and names that stand on the line itself, or that say nothing about the platform's row.</summary>
    private static readonly string[] OnTheLine =
    [
        "Platform", "AccountId", "Level", "CampaignId", "AdGroupId", "AdId", "CutType", "CutValue", "Date", "TimeZone", "DateBasis", "Currency", "SpendMicros", "Spend",
        "SpendRc", "FxRate", "FxDate", "ReportingCurrency", "Impressions", "Clicks", "OutboundClicks", "Saves", "Extra", "IsFinal", "RestatementNo",
    ];

    private static readonly PropertyInfo[] Others = [.. typeof(AdDelivery).GetProperties().Where(property => !OnTheLine.Contains(property.Name))];

    /// <summary>Entities with all that is known of them.</summary>
    public static string Of(IEnumerable<AdEntity> entities)
    {
        var text = new StringBuilder();
        foreach (var entity in entities)
        {
            var known = typeof(AdEntity).GetProperties()
                .Where(property => property.Name is not ("Platform" or "AccountId" or "Hash" or "ValidFrom" or "ValidTo"))
                .Select(property => (property.Name, Value: property.GetValue(entity)))
                .Where(item => item.Value is not null);
            text.AppendJoin('|', known.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Name}={item.Value}"))).AppendLine();
        }

        return text.ToString();
    }

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
                var more = Others.Select(property => (property.Name, Value: property.GetValue(day))).Where(item => item.Value is not (null or 0L or 0m)).ToList();
                if (more.Count > 0) text.Append("M ").AppendJoin('|', more.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Name}={item.Value}"))).AppendLine();
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
