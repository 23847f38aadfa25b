using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// Snapchat's account statistics as far as the collector needs them: local midnights, breakdowns, envelopes with a status of
/// every part. The shop buys no ads there; what it shows are another platform's campaigns.
/// </summary>
public sealed class SnapchatServer(AdLedger ledger, Channel shown, TimeProvider now)
{
    public const string Account = "8adc3db7-8148-4fbf-999c-8d2266369d74";

    private readonly RefreshTokens tokens = new("snapchat", rotates: false);

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    public string ClientId => tokens.ClientId;

    public string ClientSecret => tokens.ClientSecret;

    public string RefreshToken => tokens.RefreshToken;

    public void Map(WebApplication app)
    {
        app.MapPost("/snapchat/token", (Delegate)(async (HttpContext http) => await Script.TakeAsync("token", http) ?? await tokens.AnswerAsync(http)));
        app.MapGet("/v1/adaccounts/{account}/stats", StatsAsync);
    }

    private async Task<IResult> StatsAsync(HttpContext http, string account)
    {
        if (await Script.TakeAsync("stats", http) is { } scripted) return scripted;
        var query = http.Request.Query;
        if (!tokens.IsSigned(http)) return Refuse(401, "E1001", "Unauthorized");
        if (account != Account) return Refuse(403, "E1008", "Forbidden");
        if (query["granularity"] != "DAY") return Refuse(400, "E2002", "This server serves granularity DAY.");
        if (!Midnight(query["start_time"], out var from) || !Midnight(query["end_time"], out var to)) return Refuse(400, "E2002", "DAY queries must start and end at the account's midnight.");
        // A day more than a month where the clocks change.
        if (to - from > TimeSpan.FromDays(31.1) || to <= from) return Refuse(400, "E2002", "The range must be at most 31 days.");
        var breakdown = query["breakdown"].ToString();
        var fields = query["fields"].ToString().Split(',').ToHashSet();
        if (breakdown.Length == 0 && !fields.SetEquals(["spend"])) return Refuse(400, "E2002", "An ad account by itself has only spend.");
        ReportGrain? grain = breakdown switch { "" => ReportGrain.Account, "campaign" => ReportGrain.Campaign, "adsquad" => ReportGrain.AdGroup, "ad" => ReportGrain.Ad, _ => null };
        if (grain is not { } known) return Refuse(400, "E2002", "breakdown must be campaign, adsquad or ad.");
        var rows = ledger.Report(shown, known, DateOnly.FromDateTime(from.DateTime), DateOnly.FromDateTime(to.DateTime).AddDays(-1), now.GetUtcNow().ToUnixTimeSeconds());
        var stat = new JsonObject
        {
            ["id"] = Account, ["type"] = "AD_ACCOUNT", ["granularity"] = "DAY", ["start_time"] = query["start_time"].ToString(), ["end_time"] = query["end_time"].ToString(),
            ["finalized_data_end_time"] = Text(DateOnly.FromDateTime(now.GetUtcNow().UtcDateTime).AddDays(-2)),
        };
        if (breakdown.Length == 0) stat["timeseries"] = Series(rows, fields);
        else
        {
            stat["breakdown_stats"] = new JsonObject
            {
                [breakdown] = new JsonArray([.. rows.GroupBy(row => Id(row, known)).Select(entity => (JsonNode)new JsonObject
                {
                    ["id"] = entity.Key, ["type"] = breakdown.ToUpperInvariant(), ["granularity"] = "DAY", ["timeseries"] = Series(entity, fields),
                })]),
            };
        }

        return Results.Json(new JsonObject
        {
            ["request_status"] = "SUCCESS", ["request_id"] = "lab", ["timeseries_stats"] = new JsonArray(new JsonObject { ["sub_request_status"] = "SUCCESS", ["timeseries_stat"] = stat }),
        });
    }

    private static JsonArray Series(IEnumerable<ReportRow> rows, HashSet<string> fields) => [.. rows.Select(row => (JsonNode)new JsonObject
    {
        ["start_time"] = Text(row.Day), ["end_time"] = Text(row.Day.AddDays(1)), ["stats"] = Stats(row, fields),
    })];

    private static JsonObject Stats(ReportRow row, HashSet<string> fields)
    {
        var claims = row.Claims[0] + row.Claims[2];
        var stats = new JsonObject();
        foreach (var (field, value) in ((string, decimal)[])[("spend", row.SpendMicros), ("impressions", row.Impressions), ("swipes", row.Clicks), ("conversion_purchases", claims.Count), ("conversion_purchases_value", claims.Cents * 10_000)])
        {
            if (fields.Contains(field)) stats[field] = value;
        }

        return stats;
    }

    private static string Id(ReportRow row, ReportGrain grain) => grain switch { ReportGrain.Campaign => row.Campaign!.Id, ReportGrain.AdGroup => row.AdGroupId, _ => row.AdId };

    private static IResult Refuse(int status, string code, string message) => Results.Json(
        new JsonObject { ["request_status"] = "ERROR", ["request_id"] = "lab", ["error_code"] = code, ["debug_message"] = message, ["display_message"] = message }, statusCode: status);

    private static bool Midnight(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
        && time.TimeOfDay == TimeSpan.Zero
        && TimeZoneInfo.FindSystemTimeZoneById(Catalogue.Zone).GetUtcOffset(time) == time.Offset;

    private static string Text(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(Catalogue.Zone).GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }
}
