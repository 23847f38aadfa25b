using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// Google Ads' searchStream as far as the collector needs it (facts/platform-reports.md §5): OAuth token endpoint,
/// developer token, a query over campaigns or the customer by day, the answer an array of batches, 64-bit numbers as
/// text, zero metrics left out, errors wrapped in an array.
/// </summary>
internal sealed partial class GoogleServer(AdLedger ledger, TimeProvider now)
{
    private const int BatchRows = 100;

    public void Map(WebApplication app)
    {
        app.MapPost("/token", (Delegate)TokenAsync);
        app.MapPost("/v25/customers/{customer}/googleAds:searchStream", SearchAsync);
    }

    private static async Task<IResult> TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var sound = form["grant_type"] == "refresh_token"
            && form["client_id"] == Credentials.GoogleClientId
            && form["client_secret"] == Credentials.GoogleClientSecret
            && form["refresh_token"] == Credentials.GoogleRefreshToken;
        return sound
            ? Results.Json(new JsonObject { ["access_token"] = Token, ["expires_in"] = 3599, ["token_type"] = "Bearer", ["scope"] = "https://www.googleapis.com/auth/adwords" })
            : Results.Json(new JsonObject { ["error"] = "invalid_grant", ["error_description"] = "Bad Request" }, statusCode: 400);
    }

    private static string Token => Credentials.Sign("ya29.", Catalogue.GoogleAccount);

    private async Task<IResult> SearchAsync(HttpContext http, string customer)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Token}") return Refuse(401, "UNAUTHENTICATED", "authenticationError", "OAUTH_TOKEN_INVALID");
        if (http.Request.Headers["developer-token"] != Credentials.GoogleDeveloperToken) return Refuse(401, "UNAUTHENTICATED", "authenticationError", "DEVELOPER_TOKEN_INVALID");
        if (customer != Catalogue.GoogleAccount) return Refuse(403, "PERMISSION_DENIED", "authorizationError", "USER_PERMISSION_DENIED");
        var body = await JsonNode.ParseAsync(http.Request.Body);
        var query = Query().Match(body?["query"]?.GetValue<string>() ?? string.Empty);
        if (!query.Success) return Refuse(400, "INVALID_ARGUMENT", "queryError", "UNEXPECTED_INPUT");
        var fields = query.Groups["fields"].Value.Split(',', StringSplitOptions.TrimEntries).ToHashSet();
        if (!fields.Contains("segments.date")) return Refuse(400, "INVALID_ARGUMENT", "queryError", "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE");
        var rows = ledger.Report(
            Channel.GoogleAds,
            query.Groups["resource"].Value == "campaign",
            DateOnly.Parse(query.Groups["from"].Value, CultureInfo.InvariantCulture),
            DateOnly.Parse(query.Groups["to"].Value, CultureInfo.InvariantCulture),
            now.GetUtcNow().ToUnixTimeSeconds());
        var batches = rows.Chunk(BatchRows).Select((batch, number) => (JsonNode)new JsonObject
        {
            ["results"] = new JsonArray([.. batch.Select(row => (JsonNode)Row(row, fields))]),
            ["fieldMask"] = string.Join(',', fields),
            ["requestId"] = $"lab-{number}",
        });
        return Results.Json(new JsonArray([.. batches]));
    }

    private static JsonObject Row(ReportRow row, HashSet<string> fields)
    {
        var metrics = new JsonObject();
        var claim = row.Claims[0] + row.Claims[2];
        Whole(metrics, fields, "cost_micros", "costMicros", row.SpendMicros);
        Whole(metrics, fields, "impressions", "impressions", row.Impressions);
        Whole(metrics, fields, "clicks", "clicks", row.Clicks);
        if (claim.Count != 0 && fields.Contains("metrics.conversions")) metrics["conversions"] = claim.Count;
        if (claim.Cents != 0 && fields.Contains("metrics.conversions_value")) metrics["conversionsValue"] = claim.Cents / 100m;
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
        if (row.Campaign is { } campaign)
        {
            result["campaign"] = new JsonObject
            {
                ["resourceName"] = $"customers/{Catalogue.GoogleAccount}/campaigns/{campaign.Id}",
                ["id"] = campaign.Id,
                ["name"] = campaign.Name,
            };
        }

        result["metrics"] = metrics;
        result["segments"] = new JsonObject { ["date"] = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
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

    [GeneratedRegex(@"^\s*SELECT\s+(?<fields>.+?)\s+FROM\s+(?<resource>campaign|customer)\s+WHERE\s+segments\.date\s+BETWEEN\s+'(?<from>\d{4}-\d\d-\d\d)'\s+AND\s+'(?<to>\d{4}-\d\d-\d\d)'\s*$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Query();
}
