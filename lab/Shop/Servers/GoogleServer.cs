using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// Google Ads' searchStream as far as the collector needs it: OAuth token endpoint, developer token, queries by day over
/// customer, campaigns, ad groups, ads and asset groups, the answer an array of batches, 64-bit numbers as text, zero
/// metrics left out, errors wrapped in an array. A segment by conversion action allows no cost and no clicks beside it.
/// </summary>
public sealed partial class GoogleServer(AdLedger ledger, TimeProvider now)
{
    private const int BatchRows = 100;

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    public void Map(WebApplication app)
    {
        app.MapPost("/token", (Delegate)TokenAsync);
        app.MapPost("/v25/customers/{customer}/googleAds:searchStream", SearchAsync);
    }

    private static string Token => Credentials.Sign("ya29.", Catalogue.GoogleAccount);

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        if (await Script.TakeAsync("token", http) is { } scripted) return scripted;
        var form = await http.Request.ReadFormAsync();
        var sound = form["grant_type"] == "refresh_token"
            && form["client_id"] == Credentials.GoogleClientId
            && form["client_secret"] == Credentials.GoogleClientSecret
            && form["refresh_token"] == Credentials.GoogleRefreshToken;
        return sound
            ? Results.Json(new JsonObject { ["access_token"] = Token, ["expires_in"] = 3599, ["token_type"] = "Bearer", ["scope"] = "https://www.googleapis.com/auth/adwords" })
            : Results.Json(new JsonObject { ["error"] = "invalid_grant", ["error_description"] = "Bad Request" }, statusCode: 400);
    }

    private async Task<IResult> SearchAsync(HttpContext http, string customer)
    {
        if (await Script.TakeAsync("search", http) is { } scripted) return scripted;
        if (http.Request.Headers.Authorization != $"Bearer {Token}") return Refuse(401, "UNAUTHENTICATED", "authenticationError", "OAUTH_TOKEN_INVALID");
        if (http.Request.Headers["developer-token"] != Credentials.GoogleDeveloperToken) return Refuse(401, "UNAUTHENTICATED", "authenticationError", "DEVELOPER_TOKEN_INVALID");
        if (customer != Catalogue.GoogleAccount) return Refuse(403, "PERMISSION_DENIED", "authorizationError", "USER_PERMISSION_DENIED");
        var body = await JsonNode.ParseAsync(http.Request.Body);
        var query = Query().Match(body?["query"]?.GetValue<string>() ?? string.Empty);
        if (!query.Success) return Refuse(400, "INVALID_ARGUMENT", "queryError", "UNEXPECTED_INPUT");
        var fields = query.Groups["fields"].Value.Split(',', StringSplitOptions.TrimEntries).ToHashSet();
        var resource = query.Groups["resource"].Value;
        if (!query.Groups["from"].Success) return Answer(GoogleEntities.List(resource, fields), fields);
        if (!fields.Contains("segments.date")) return Refuse(400, "INVALID_ARGUMENT", "queryError", "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE");
        var byAction = fields.Contains("segments.conversion_action_name");
        if (byAction && fields.Overlaps(["metrics.cost_micros", "metrics.clicks", "metrics.impressions"])) return Refuse(400, "INVALID_ARGUMENT", "queryError", "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE");
        // The shop has no Performance Max campaign and bids on no keywords.
        if (resource is "asset_group" or "keyword_view") return Results.Json(new JsonArray());
        var grain = resource switch { "customer" => ReportGrain.Account, "campaign" => ReportGrain.Campaign, "ad_group" => ReportGrain.AdGroup, _ => ReportGrain.Ad };
        var rows = ledger.Report(
            Channel.GoogleAds,
            grain,
            DateOnly.Parse(query.Groups["from"].Value, CultureInfo.InvariantCulture),
            DateOnly.Parse(query.Groups["to"].Value, CultureInfo.InvariantCulture),
            now.GetUtcNow().ToUnixTimeSeconds());
        return Answer(rows.Where(row => !byAction || row.Claims[0].Count + row.Claims[2].Count != 0).Select(row => (JsonNode)Row(row, fields)), fields);
    }

    private static IResult Answer(IEnumerable<JsonNode> rows, HashSet<string> fields) => Results.Json(new JsonArray([.. rows.Chunk(BatchRows).Select((batch, number) => (JsonNode)new JsonObject
    {
        ["results"] = new JsonArray(batch),
        ["fieldMask"] = string.Join(',', fields),
        ["requestId"] = $"lab-{number}",
    })]));

    private static JsonObject Row(ReportRow row, HashSet<string> fields)
    {
        var metrics = new JsonObject();
        var claim = row.Claims[0] + row.Claims[2];
        Whole(metrics, fields, "cost_micros", "costMicros", row.SpendMicros);
        Whole(metrics, fields, "impressions", "impressions", row.Impressions);
        Whole(metrics, fields, "clicks", "clicks", row.Clicks);
        foreach (var (field, name) in ((string, string)[])[("conversions", "conversions"), ("conversions_by_conversion_date", "conversionsByConversionDate")])
        {
            if (claim.Count != 0 && fields.Contains("metrics." + field)) metrics[name] = claim.Count;
        }

        foreach (var (field, name) in ((string, string)[])[("conversions_value", "conversionsValue"), ("conversions_value_by_conversion_date", "conversionsValueByConversionDate")])
        {
            if (claim.Cents != 0 && fields.Contains("metrics." + field)) metrics[name] = claim.Cents / 100m;
        }

        var segments = new JsonObject { ["date"] = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (fields.Contains("segments.conversion_action_name")) (segments["conversionActionCategory"], segments["conversionActionName"]) = ("PURCHASE", "Purchase (web)");
        var result = new JsonObject
        {
            ["customer"] = new JsonObject
            {
                ["resourceName"] = $"customers/{Catalogue.GoogleAccount}",
                ["id"] = Catalogue.GoogleAccount,
                ["currencyCode"] = Catalogue.Currency,
                ["timeZone"] = Catalogue.Zone,
            },
        };
        if (row.Campaign is { } campaign && fields.Contains("campaign.id"))
            result["campaign"] = new JsonObject { ["resourceName"] = $"customers/{Catalogue.GoogleAccount}/campaigns/{campaign.Id}", ["id"] = campaign.Id, ["name"] = campaign.Name };
        if (row.Campaign is { } parent && fields.Contains("ad_group.id"))
            result["adGroup"] = new JsonObject { ["resourceName"] = $"customers/{Catalogue.GoogleAccount}/adGroups/{row.AdGroupId}", ["id"] = row.AdGroupId, ["name"] = parent.Name + " – all" };
        if (row.Ad is { } ad && fields.Contains("ad_group_ad.ad.id"))
            result["adGroupAd"] = new JsonObject { ["ad"] = new JsonObject { ["resourceName"] = $"customers/{Catalogue.GoogleAccount}/ads/{row.AdId}", ["id"] = row.AdId, ["name"] = $"Ad {ad + 1}" } };
        result["metrics"] = metrics;
        result["segments"] = segments;
        return result;
    }

    private static void Whole(JsonObject metrics, HashSet<string> fields, string field, string name, long value)
    {
        if (value != 0 && fields.Contains("metrics." + field)) metrics[name] = value.ToString(CultureInfo.InvariantCulture);
    }

    private static IResult Refuse(int code, string status, string kind, string error) => Results.Json(
        new JsonArray(new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = "Request failed.",
                ["status"] = status,
                ["details"] = new JsonArray(new JsonObject
                {
                    ["@type"] = "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure",
                    ["errors"] = new JsonArray(new JsonObject { ["errorCode"] = new JsonObject { [kind] = error }, ["message"] = error }),
                }),
            },
        }),
        statusCode: code);

    [GeneratedRegex(@"^\s*SELECT\s+(?<fields>.+?)\s+FROM\s+(?<resource>campaign|customer|ad_group|ad_group_ad|asset_group|keyword_view|customer_client)(\s+WHERE\s+segments\.date\s+BETWEEN\s+'(?<from>\d{4}-\d\d-\d\d)'\s+AND\s+'(?<to>\d{4}-\d\d-\d\d)')?\s*$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Query();
}
