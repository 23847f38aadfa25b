using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms.Meta;

/// <summary>Reads pages of Meta's insights: numbers as text, purchases in overlapping action types.</summary>
internal static class MetaReportReader
{
    /// <summary>Types that contain each other; the first that is there stands for all (facts/platform-reports.md §4.3).</summary>
    private static readonly string[] PurchaseTypes = ["omni_purchase", "purchase"];

    private static readonly (string Window, string Touch)[] Windows = [("7d_click", "click"), ("1d_view", "view")];

    private static readonly HashSet<string> Known =
    [
        "account_id", "account_currency", "campaign_id", "campaign_name", "date_start", "date_stop", "spend", "impressions", "clicks",
        "inline_link_clicks", "actions", "action_values",
    ];

    public static Outcome<ReportRows> Read(AdAccount account, ReportRequest request, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateOnly finalUntil)
    {
        var deliveries = new List<AdDelivery>();
        var conversions = new List<AdConversion>();
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var part in parts)
            {
                using var document = JsonDocument.Parse(part);
                foreach (var row in document.RootElement.GetProperty("data").EnumerateArray())
                {
                    foreach (var field in row.EnumerateObject().Where(field => !Known.Contains(field.Name))) unknown.Add(field.Name);
                    deliveries.Add(Delivery(account, request, row, finalUntil));
                    conversions.AddRange(Conversions(account, request, row));
                }
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            return new Fault(FaultKind.Data, $"Meta's report for {account.Name} cannot be read; it is kept in raw/.", e.Message);
        }

        return new ReportRows(deliveries, conversions, [.. unknown]);
    }

    private static AdDelivery Delivery(AdAccount account, ReportRequest request, JsonElement row, DateOnly finalUntil)
    {
        var day = JsonFields.Day(row, "date_start");
        return new()
        {
            Platform = account.Platform,
            AccountId = account.Id,
            Level = request.Level,
            CampaignId = JsonFields.Text(row, "campaign_id"),
            CampaignName = JsonFields.Text(row, "campaign_name"),
            Date = day,
            TimeZone = account.TimeZone,
            Currency = JsonFields.Text(row, "account_currency") ?? account.Currency,
            SpendMicros = decimal.ToInt64(decimal.Round(JsonFields.Number(row, "spend") * 1_000_000)),
            Impressions = JsonFields.Whole(row, "impressions"),
            Clicks = JsonFields.Whole(row, "clicks"),
            OutboundClicks = JsonFields.Whole(row, "inline_link_clicks"),
            IsFinal = day <= finalUntil,
        };
    }

    private static IEnumerable<AdConversion> Conversions(AdAccount account, ReportRequest request, JsonElement row)
    {
        var (counts, values) = (Purchases(row, "actions"), Purchases(row, "action_values"));
        foreach (var (window, touch) in Windows)
        {
            var count = counts is { } some ? JsonFields.Number(some, window) : 0;
            var value = values is { } amounts ? JsonFields.Number(amounts, window) : 0;
            if (count == 0 && value == 0) continue;
            yield return new()
            {
                Platform = account.Platform,
                AccountId = account.Id,
                Level = request.Level,
                CampaignId = JsonFields.Text(row, "campaign_id"),
                Date = JsonFields.Day(row, "date_start"),
                ConversionType = "purchase",
                Touch = touch,
                Window = window,
                Count = count,
                ValueMicros = decimal.ToInt64(decimal.Round(value * 1_000_000)),
                Currency = JsonFields.Text(row, "account_currency") ?? account.Currency,
            };
        }
    }

    private static JsonElement? Purchases(JsonElement row, string list)
    {
        if (!row.TryGetProperty(list, out var actions)) return null;
        foreach (var type in PurchaseTypes)
        {
            foreach (var action in actions.EnumerateArray())
            {
                if (JsonFields.Text(action, "action_type") == type) return action;
            }
        }

        return null;
    }
}
