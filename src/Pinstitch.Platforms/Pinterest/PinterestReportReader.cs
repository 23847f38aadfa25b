using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>
/// Reads a downloaded Pinterest report: an object whose keys are entities or days (never relied on) and whose values are
/// rows. Columns that a row lacks are zero, because the JSON form leaves zeros out.
/// </summary>
internal static class PinterestReportReader
{
    private static readonly (string Column, string Touch)[] Claims =
    [
        ("TOTAL_CLICK_CHECKOUT", "click"),
        ("TOTAL_ENGAGEMENT_CHECKOUT", "engagement"),
        ("TOTAL_VIEW_CHECKOUT", "view"),
    ];

    public static Outcome<ReportRows> Read(AdAccount account, ReportRequest request, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateOnly finalUntil)
    {
        var deliveries = new List<AdDelivery>();
        var conversions = new List<AdConversion>();
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var known = PinterestDescriptor.Columns(request.Level).Append("DATE").Append("ADVERTISER_ID").ToHashSet();
        try
        {
            foreach (var part in parts)
            {
                using var document = JsonDocument.Parse(part);
                foreach (var row in document.RootElement.EnumerateObject().SelectMany(entity => entity.Value.EnumerateArray()))
                {
                    foreach (var field in row.EnumerateObject().Where(field => !known.Contains(field.Name))) unknown.Add(field.Name);
                    deliveries.Add(Delivery(account, request, row, finalUntil));
                    conversions.AddRange(Conversions(account, request, row));
                }
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            return new Fault(FaultKind.Data, $"Pinterest's report for {account.Name} cannot be read; it is kept in raw/.", e.Message);
        }

        return new ReportRows(deliveries, conversions, [.. unknown]);
    }

    private static AdDelivery Delivery(AdAccount account, ReportRequest request, JsonElement row, DateOnly finalUntil)
    {
        var day = JsonFields.Day(row, "DATE");
        return new()
        {
            Platform = account.Platform,
            AccountId = account.Id,
            Level = request.Level,
            CampaignId = JsonFields.Text(row, "CAMPAIGN_ID"),
            CampaignName = JsonFields.Text(row, "CAMPAIGN_NAME"),
            Date = day,
            TimeZone = "UTC",
            Currency = account.Currency,
            SpendMicros = JsonFields.Whole(row, "SPEND_IN_MICRO_DOLLAR"),
            Impressions = JsonFields.Whole(row, "IMPRESSION_1"),
            ImpressionsEarned = JsonFields.Whole(row, "IMPRESSION_2"),
            Clicks = JsonFields.Whole(row, "CLICKTHROUGH_1"),
            OutboundClicks = JsonFields.Whole(row, "OUTBOUND_CLICK_1"),
            Saves = JsonFields.Whole(row, "REPIN_1"),
            Engagements = JsonFields.Whole(row, "ENGAGEMENT_1"),
            IsFinal = day <= finalUntil,
        };
    }

    private static IEnumerable<AdConversion> Conversions(AdAccount account, ReportRequest request, JsonElement row)
    {
        foreach (var (column, touch) in Claims)
        {
            var count = JsonFields.Number(row, column);
            var value = JsonFields.Whole(row, column + "_VALUE_IN_MICRO_DOLLAR");
            if (count == 0 && value == 0) continue;
            yield return new()
            {
                Platform = account.Platform,
                AccountId = account.Id,
                Level = request.Level,
                CampaignId = JsonFields.Text(row, "CAMPAIGN_ID"),
                Date = JsonFields.Day(row, "DATE"),
                ConversionType = "purchase",
                Touch = touch,
                Window = PinterestDescriptor.Value.Window,
                Count = count,
                ValueMicros = value,
                Currency = account.Currency,
            };
        }
    }
}
