using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// TikTok's integrated report as far as the collector needs it: every number a string, pages, and refusals that come with
/// HTTP 200 and a code. The shop buys no ads there; what it shows are another platform's campaigns.
/// </summary>
public sealed class TikTokServer(AdLedger ledger, Channel shown, TimeProvider now)
{
    public const string Account = "7012345678901234567";
    public const string AccessToken = "lab-tiktok-token";

    private static readonly Dictionary<string, (ReportGrain Grain, string Dimension)> Levels = new()
    {
        ["AUCTION_ADVERTISER"] = (ReportGrain.Account, "advertiser_id"),
        ["AUCTION_CAMPAIGN"] = (ReportGrain.Campaign, "campaign_id"),
        ["AUCTION_ADGROUP"] = (ReportGrain.AdGroup, "adgroup_id"),
        ["AUCTION_AD"] = (ReportGrain.Ad, "ad_id"),
    };

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    public void Map(WebApplication app) => app.MapGet("/open_api/v1.3/report/integrated/get/", (Delegate)ReportAsync);

    private async Task<IResult> ReportAsync(HttpContext http)
    {
        if (await Script.TakeAsync("report", http) is { } scripted) return scripted;
        var query = http.Request.Query;
        if (http.Request.Headers["Access-Token"] != AccessToken) return Refuse(40105, "Access token is incorrect or has been revoked.");
        if (query["advertiser_id"] != Account) return Refuse(40001, "No permission to operate advertiser.");
        if (query["report_type"] != "BASIC" || query["service_type"] != "AUCTION") return Refuse(40002, "report_type: Not a valid choice.");
        if (!Levels.TryGetValue(query["data_level"].ToString(), out var level)) return Refuse(40002, "data_level: Not a valid choice.");
        if (!Names(query["dimensions"], out var dimensions) || !dimensions.ToHashSet().SetEquals([level.Dimension, "stat_time_day"])) return Refuse(40002, "dimensions: Invalid dimension combination.");
        if (!Names(query["metrics"], out var metrics) || metrics.Count == 0) return Refuse(40002, "metrics: Field must be set to array.");
        if (!Date(query["start_date"], out var from) || !Date(query["end_date"], out var to) || to < from || to.DayNumber - from.DayNumber > 29)
            return Refuse(40002, "The max time span is 30 days when use stat_time_day.");
        if (!int.TryParse(query["page_size"], CultureInfo.InvariantCulture, out var size) || size is < 1 or > 1000) return Refuse(40002, "page_size: Must be 1 to 1000.");
        var page = int.Parse(query["page"].ToString(), CultureInfo.InvariantCulture);
        var rows = ledger.Report(shown, level.Grain, from, to, now.GetUtcNow().ToUnixTimeSeconds());
        return Answer(0, "OK", new JsonObject
        {
            ["list"] = new JsonArray([.. rows.Skip((page - 1) * size).Take(size).Select(row => (JsonNode)Row(row, level.Dimension, metrics))]),
            ["page_info"] = new JsonObject { ["page"] = page, ["page_size"] = size, ["total_number"] = rows.Count, ["total_page"] = (rows.Count + size - 1) / size },
        });
    }

    private static JsonObject Row(ReportRow row, string dimension, IReadOnlyList<string> metrics)
    {
        var claims = row.Claims[0] + row.Claims[2];
        var known = new Dictionary<string, string>
        {
            ["spend"] = (row.SpendMicros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture),
            ["impressions"] = Text(row.Impressions),
            ["clicks"] = Text(row.Clicks),
            ["conversion"] = claims.Count.ToString(CultureInfo.InvariantCulture),
            ["complete_payment"] = claims.Count.ToString(CultureInfo.InvariantCulture),
            ["total_complete_payment_rate"] = (claims.Cents / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            ["campaign_id"] = row.Campaign?.Id ?? "-",
            ["campaign_name"] = row.Campaign?.Name ?? "-",
            ["adgroup_id"] = row.AdGroupId,
            ["adgroup_name"] = $"{row.Campaign?.Name} – all",
            ["ad_name"] = $"Video {row.Ad + 1}",
        };
        var values = new JsonObject();
        // What a campaign does not have is a dash, never left out.
        foreach (var metric in metrics) values[metric] = known.GetValueOrDefault(metric, "-");
        var id = dimension switch { "advertiser_id" => Account, "campaign_id" => row.Campaign!.Id, "adgroup_id" => row.AdGroupId, _ => row.AdId };
        return new JsonObject
        {
            ["dimensions"] = new JsonObject { [dimension] = id, ["stat_time_day"] = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00" }, ["metrics"] = values,
        };
    }

    private static IResult Refuse(int code, string message) => Answer(code, message, new JsonObject());

    private static IResult Answer(int code, string message, JsonObject data) =>
        Results.Json(new JsonObject { ["code"] = code, ["message"] = message, ["request_id"] = "lab", ["data"] = data });

    private static bool Names(string? json, out IReadOnlyList<string> names)
    {
        names = json is null ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];
        return names.Count > 0;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Date(string? text, out DateOnly date) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
