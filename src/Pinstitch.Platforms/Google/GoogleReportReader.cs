using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms.Google;

/// <summary>Reads searchStream's batches: nested objects, 64-bit numbers as text, zero metrics left out.</summary>
internal static class GoogleReportReader
{
    private static readonly HashSet<string> Metrics = ["costMicros", "impressions", "clicks", "conversions", "conversionsValue"];

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
                foreach (var batch in document.RootElement.EnumerateArray().Where(batch => batch.TryGetProperty("results", out _)))
                {
                    foreach (var row in batch.GetProperty("results").EnumerateArray()) Add(account, request, row, finalUntil, deliveries, conversions, unknown);
                }
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            return new Fault(FaultKind.Data, $"Google's report for {account.Name} cannot be read; it is kept in raw/.", e.Message);
        }

        return new ReportRows(deliveries, conversions, [.. unknown]);
    }

    private static void Add(
        AdAccount account,
        ReportRequest request,
        JsonElement row,
        DateOnly finalUntil,
        List<AdDelivery> deliveries,
        List<AdConversion> conversions,
        SortedSet<string> unknown)
    {
        var metrics = row.GetProperty("metrics");
        foreach (var metric in metrics.EnumerateObject().Where(metric => !Metrics.Contains(metric.Name))) unknown.Add("metrics." + metric.Name);
        var day = JsonFields.Day(row.GetProperty("segments"), "date");
        var customer = row.GetProperty("customer");
        var currency = JsonFields.Text(customer, "currencyCode") ?? account.Currency;
        var campaign = row.TryGetProperty("campaign", out var found) ? found : (JsonElement?)null;
        var campaignId = campaign is { } named ? JsonFields.Text(named, "id") : null;
        deliveries.Add(new()
        {
            Platform = account.Platform,
            AccountId = account.Id,
            Level = request.Level,
            CampaignId = campaignId,
            CampaignName = campaign is { } known ? JsonFields.Text(known, "name") : null,
            Date = day,
            TimeZone = JsonFields.Text(customer, "timeZone") ?? account.TimeZone,
            Currency = currency,
            SpendMicros = JsonFields.Whole(metrics, "costMicros"),
            Impressions = JsonFields.Whole(metrics, "impressions"),
            Clicks = JsonFields.Whole(metrics, "clicks"),
            IsFinal = day <= finalUntil,
        });
        var count = JsonFields.Number(metrics, "conversions");
        var value = JsonFields.Number(metrics, "conversionsValue");
        if (count == 0 && value == 0) return;
        conversions.Add(new()
        {
            Platform = account.Platform,
            AccountId = account.Id,
            Level = request.Level,
            CampaignId = campaignId,
            Date = day,
            ConversionType = "purchase",
            Touch = "total",
            Window = GoogleDescriptor.Value.Window,
            Count = count,
            ValueMicros = decimal.ToInt64(decimal.Round(value * 1_000_000)),
            Currency = currency,
        });
    }
}
