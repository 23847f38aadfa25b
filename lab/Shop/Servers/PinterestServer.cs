using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// Pinterest's report API as far as the collector needs it (facts/platform-reports.md §2): token endpoint with rotating
/// refresh tokens, campaign list with bookmarks, asynchronous reports with their states, presigned downloads, rate-limit
/// headers. What the real one refuses, this one refuses.
/// </summary>
internal sealed class PinterestServer(AdLedger ledger, TimeProvider now)
{
    private readonly ConcurrentDictionary<string, PinterestJob> jobs = new();
    private int calls;

    public void Map(WebApplication app)
    {
        app.MapPost("/v5/oauth/token", (Delegate)TokenAsync);
        app.MapGet("/v5/ad_accounts/{account}/campaigns", (HttpContext http, string account) => Answer(http, account, () => Campaigns(http.Request)));
        app.MapPost("/v5/ad_accounts/{account}/reports", CreateAsync);
        app.MapGet("/v5/ad_accounts/{account}/reports", (HttpContext http, string account) => Answer(http, account, () => Poll(http.Request)));
        app.MapGet("/async_reporting_v3/{key}/metrics_report.txt", Download);
    }

    private static async Task<IResult> TokenAsync(HttpContext http)
    {
        var basic = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Credentials.PinterestAppId}:{Credentials.PinterestAppSecret}"));
        if (http.Request.Headers.Authorization != basic) return Refuse(401, 2, "Authentication failed.");
        if (!http.Request.HasFormContentType) return Refuse(400, 1, "The body must be form-urlencoded.");
        var form = await http.Request.ReadFormAsync();
        var given = form["refresh_token"].ToString();
        if (form["grant_type"] != "refresh_token") return Refuse(400, 1, "Unsupported grant_type.");
        if (given != Credentials.PinterestRefreshToken && !given.StartsWith("pinr_", StringComparison.Ordinal)) return Refuse(401, 2, "The refresh token is invalid.");
        return Results.Json(new JsonObject
        {
            ["access_token"] = Credentials.Sign("pina_", Catalogue.PinterestAccount),
            ["token_type"] = "bearer",
            ["expires_in"] = 2_592_000,
            ["scope"] = "ads:read,user_accounts:read",
            ["response_type"] = "refresh_token",
            ["refresh_token"] = Credentials.Sign("pinr_", given),
            ["refresh_token_expires_in"] = 5_184_000,
        });
    }

    private static IResult Campaigns(HttpRequest request)
    {
        var size = int.TryParse(request.Query["page_size"], CultureInfo.InvariantCulture, out var asked) ? asked : 25;
        if (size is < 1 or > 250) return Refuse(400, 400, "page_size must be between 1 and 250.");
        var skip = request.Query["bookmark"].ToString() is { Length: > 0 } bookmark ? int.Parse(bookmark[2..], CultureInfo.InvariantCulture) : 0;
        var all = Catalogue.Campaigns.Where(campaign => campaign.Platform == Channel.PinterestAds).ToList();
        var items = all.Skip(skip).Take(size).Select(campaign => (JsonNode)new JsonObject
        {
            ["id"] = campaign.Id,
            ["ad_account_id"] = Catalogue.PinterestAccount,
            ["name"] = campaign.Name,
            ["status"] = "ACTIVE",
            ["objective_type"] = "WEB_CONVERSION",
            ["type"] = "campaign",
        });
        return Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. items]),
            ["bookmark"] = skip + size < all.Count ? $"b_{skip + size}" : null,
        });
    }

    private async Task<IResult> CreateAsync(HttpContext http, string account)
    {
        JsonNode? body;
        try
        {
            body = await JsonNode.ParseAsync(http.Request.Body);
        }
        catch (JsonException)
        {
            return Refuse(400, 400, "The body is no JSON.");
        }

        return Answer(http, account, () =>
        {
            var read = PinterestJob.Read(body, DateOnly.FromDateTime(now.GetUtcNow().UtcDateTime));
            if (read.Job is not { } job) return Refuse(400, 400, read.Error!);
            var token = Credentials.Sign("rt_", body!.ToJsonString());
            jobs[token] = job;
            return Results.Json(new JsonObject { ["report_status"] = "IN_PROGRESS", ["token"] = token, ["message"] = string.Empty });
        });
    }

    private IResult Poll(HttpRequest request)
    {
        var token = request.Query["token"].ToString();
        if (!jobs.TryGetValue(token, out var job)) return State("DOES_NOT_EXIST", null, null);
        if (job.Polls++ == 0) return State("IN_PROGRESS", null, null);
        job.Content ??= job.Render(ledger, now.GetUtcNow().ToUnixTimeSeconds());
        return State("FINISHED", $"{request.Scheme}://{request.Host}/async_reporting_v3/{token}/metrics_report.txt?X-Amz-Expires=300", job.Content.Length);
    }

    private static IResult State(string status, string? url, int? size) =>
        Results.Json(new JsonObject { ["report_status"] = status, ["url"] = url, ["size"] = size });

    private IResult Download(HttpContext http, string key)
    {
        // Presigned storage refuses a second kind of authentication.
        if (http.Request.Headers.Authorization.Count > 0) return Results.Text("<Error><Code>InvalidArgument</Code></Error>", "application/xml", statusCode: 400);
        return jobs.TryGetValue(key, out var job) && job.Content is not null
            ? Results.Bytes(job.Content, "text/plain")
            : Results.Text("<Error><Code>AccessDenied</Code></Error>", "application/xml", statusCode: 403);
    }

    private IResult Answer(HttpContext http, string account, Func<IResult> answer)
    {
        var call = Interlocked.Increment(ref calls);
        http.Response.Headers["x-ratelimit-limit"] = "100, 100;w=1;name=\"safety_net_app_id_user_id\", 800;w=60;name=\"analytics_get_report\"";
        http.Response.Headers["x-ratelimit-remaining"] = $"{Math.Max(0, 100 - (call % 100))}";
        http.Response.Headers["x-ratelimit-reset"] = "1";
        if (http.Request.Headers.Authorization != $"Bearer {Credentials.Sign("pina_", Catalogue.PinterestAccount)}") return Refuse(401, 2, "Authentication failed.");
        // Once in a while the limit is hit; the header says how long to wait.
        if (call == 3) return Refuse(429, 8, "You have exceeded your rate limit. Try again later.");
        return account == Catalogue.PinterestAccount ? answer() : Refuse(403, 29, "You are not permitted to access that resource.");
    }

    private static IResult Refuse(int status, int code, string message) =>
        Results.Json(new JsonObject { ["code"] = code, ["message"] = message }, statusCode: status);
}
