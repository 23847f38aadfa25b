using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// LinkedIn's adAnalytics as far as the collector needs it: Rest.li's query syntax, monthly versions, at most twenty fields
/// an answer, URNs. The shop buys no ads there; what it shows are another platform's campaigns.
/// </summary>
public sealed partial class LinkedInServer(AdLedger ledger, Channel shown, TimeProvider now)
{
    public const string Account = "512345678";

    private readonly RefreshTokens tokens = new("linkedin", rotates: false);

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    public string ClientId => tokens.ClientId;

    public string ClientSecret => tokens.ClientSecret;

    public string RefreshToken => tokens.RefreshToken;

    public void Map(WebApplication app)
    {
        app.MapPost("/linkedin/token", (Delegate)(async (HttpContext http) => await Script.TakeAsync("token", http) ?? await tokens.AnswerAsync(http)));
        app.MapGet("/rest/adAnalytics", (Delegate)AnalyticsAsync);
    }

    private async Task<IResult> AnalyticsAsync(HttpContext http)
    {
        if (await Script.TakeAsync("analytics", http) is { } scripted) return scripted;
        if (!tokens.IsSigned(http)) return Refuse(401, 65600, "Invalid access token");
        if (!Version().IsMatch(http.Request.Headers["LinkedIn-Version"].ToString())) return Refuse(426, 0, "A version must be present and active.");
        if (http.Request.Headers["X-Restli-Protocol-Version"] != "2.0.0") return Refuse(400, 0, "X-Restli-Protocol-Version must be 2.0.0.");
        var query = http.Request.Query;
        if (query["q"] != "analytics" || query["timeGranularity"] != "DAILY") return Refuse(400, 0, "This server serves the finder analytics, daily.");
        if (query["accounts"] != $"List(urn:li:sponsoredAccount:{Account})") return Refuse(403, 100, "Not enough permissions to access: GET /adAnalytics");
        var range = Range().Match(query["dateRange"].ToString());
        if (!range.Success) return Refuse(400, 0, "dateRange is wrong.");
        var fields = query["fields"].ToString().Split(',');
        if (fields.Length > 20) return Refuse(400, 0, "Field projections cannot exceed 20 metrics.");
        (ReportGrain Grain, string Urn)? pivot = query["pivot"].ToString() switch
        {
            "ACCOUNT" => (ReportGrain.Account, "sponsoredAccount"),
            "CAMPAIGN_GROUP" => (ReportGrain.Campaign, "sponsoredCampaignGroup"),
            "CAMPAIGN" => (ReportGrain.AdGroup, "sponsoredCampaign"),
            "CREATIVE" => (ReportGrain.Ad, "sponsoredCreative"),
            _ => null,
        };
        if (pivot is not { } known) return Refuse(400, 0, "pivot is wrong.");
        var rows = ledger.Report(shown, known.Grain, Day(range, "a"), Day(range, "b"), now.GetUtcNow().ToUnixTimeSeconds());
        return Results.Json(new JsonObject
        {
            ["paging"] = new JsonObject { ["start"] = 0, ["count"] = 10, ["links"] = new JsonArray() },
            ["elements"] = new JsonArray([.. rows.Select(row => (JsonNode)Row(row, known.Grain, known.Urn, fields.ToHashSet()))]),
        });
    }

    private static JsonObject Row(ReportRow row, ReportGrain grain, string urn, HashSet<string> fields)
    {
        var (view, click) = (row.Claims[0], row.Claims[2]);
        var id = grain switch { ReportGrain.Account => Account, ReportGrain.Campaign => row.Campaign!.Id, ReportGrain.AdGroup => row.AdGroupId, _ => row.AdId };
        var day = new JsonObject { ["year"] = row.Day.Year, ["month"] = row.Day.Month, ["day"] = row.Day.Day };
        var json = new JsonObject { ["dateRange"] = new JsonObject { ["start"] = day, ["end"] = day.DeepClone() }, ["pivotValues"] = new JsonArray($"urn:li:{urn}:{id}") };
        // Money is text, counts are numbers.
        Put("costInLocalCurrency", (row.SpendMicros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture));
        Put("impressions", row.Impressions);
        Put("clicks", row.Clicks);
        Put("externalWebsiteConversions", view.Count + click.Count);
        Put("externalWebsitePostClickConversions", click.Count);
        Put("externalWebsitePostViewConversions", view.Count);
        Put("conversionValueInLocalCurrency", ((view.Cents + click.Cents) / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        return json;

        void Put(string field, JsonNode value)
        {
            if (fields.Contains(field)) json[field] = value;
        }
    }

    private static IResult Refuse(int status, int code, string message) => Results.Json(new JsonObject { ["status"] = status, ["serviceErrorCode"] = code, ["message"] = message }, statusCode: status);

    private static DateOnly Day(Match range, string end) => new(Number(range, end + "y"), Number(range, end + "m"), Number(range, end + "d"));

    private static int Number(Match range, string group) => int.Parse(range.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^20\d{2}(0[1-9]|1[0-2])$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex(@"^\(start:\(year:(?<ay>\d+),month:(?<am>\d+),day:(?<ad>\d+)\),end:\(year:(?<by>\d+),month:(?<bm>\d+),day:(?<bd>\d+)\)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
