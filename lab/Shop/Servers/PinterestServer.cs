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
/// Pinterest's API v5 as far as the collector needs it: token endpoint with rotating refresh tokens, entity lists with
/// bookmarks, asynchronous reports with their states, presigned downloads, hourly analytics, readiness, event quality,
/// rate-limit headers. What the real one refuses, this one refuses; an identical request gets the same report.
/// </summary>
public sealed class PinterestServer(AdLedger ledger, TimeProvider now, ServerMemory? memory = null)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, PinterestJob> jobs = new();
    private readonly string signing = Credentials.PinterestRefreshToken;
    private readonly ServerMemory memory = memory ?? ServerMemory.None;
    private int rotations;

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    /// <summary>The only refresh token that is good: each use makes another.</summary>
    public string RefreshToken { get; private set; } = Credentials.PinterestRefreshToken;

    public void Map(WebApplication app)
    {
        app.MapPost("/v5/oauth/token", (Delegate)TokenAsync);
        app.MapGet("/v5/ad_accounts/{account}/campaigns", (HttpContext http, string account) => AnswerAsync(http, account, "list", () => PinterestEntities.List(http.Request, "campaign")));
        app.MapGet("/v5/ad_accounts/{account}/ad_groups", (HttpContext http, string account) => AnswerAsync(http, account, "list", () => PinterestEntities.List(http.Request, "ad_group")));
        app.MapGet("/v5/ad_accounts/{account}/ads", (HttpContext http, string account) => AnswerAsync(http, account, "list", () => PinterestEntities.List(http.Request, "ad")));
        app.MapGet("/v5/ad_accounts/{account}/analytics", (HttpContext http, string account) => AnswerAsync(http, account, "analytics", () => Analytics(http.Request)));
        app.MapGet("/v5/ad_accounts/{account}/conversion_eqs", (HttpContext http, string account) => AnswerAsync(http, account, "quality", () => PinterestEntities.Quality(http.Request)));
        app.MapGet("/v5/resources/metrics_ready_state", (Delegate)((HttpContext http) => AnswerAsync(http, Catalogue.PinterestAccount, "ready", () => Results.Json(new JsonObject
        {
            ["conversion_metrics_ready"] = true, ["non_conversion_metrics_ready"] = true,
        }))));
        app.MapGet("/v5/resources/delivery_metrics", (Delegate)((HttpContext http) => AnswerAsync(http, Catalogue.PinterestAccount, "columns", () => PinterestColumns.List(http.Request))));
        app.MapPost("/v5/ad_accounts/{account}/reports", CreateAsync);
        app.MapGet("/v5/ad_accounts/{account}/reports", (HttpContext http, string account) => AnswerAsync(http, account, "poll", () => Poll(http.Request)));
        app.MapGet("/async_reporting_v3/{key}/metrics_report.txt", DownloadAsync);
    }

    internal static IResult Refuse(int status, int code, string message) =>
        Results.Json(new JsonObject { ["code"] = code, ["message"] = message }, statusCode: status);

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        if (await Script.TakeAsync("token", http) is { } scripted) return scripted;
        var basic = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Credentials.PinterestAppId}:{Credentials.PinterestAppSecret}"));
        if (http.Request.Headers.Authorization != basic) return Refuse(401, 2, "Authentication failed.");
        if (!http.Request.HasFormContentType) return Refuse(400, 1, "The body must be form-urlencoded.");
        var form = await http.Request.ReadFormAsync();
        if (form["grant_type"] != "refresh_token") return Refuse(400, 1, "Unsupported grant_type.");
        var given = form["refresh_token"].ToString();
        // After a restart of the lab any token of its making is taken; within one run a token is good once.
        if (given != RefreshToken && (rotations > 0 || !given.StartsWith("pinr_", StringComparison.Ordinal))) return Refuse(401, 2, "The refresh token is invalid.");
        RefreshToken = Credentials.Sign("pinr_", string.Create(CultureInfo.InvariantCulture, $"{signing}{++rotations}{given}"));
        return Results.Json(new JsonObject
        {
            ["access_token"] = Credentials.Sign("pina_", Catalogue.PinterestAccount),
            ["token_type"] = "bearer",
            ["expires_in"] = 2_592_000,
            ["scope"] = "ads:read,user_accounts:read",
            ["response_type"] = "refresh_token",
            ["refresh_token"] = RefreshToken,
            ["refresh_token_expires_in"] = 5_184_000,
            ["refresh_token_expires_at"] = now.GetUtcNow().ToUnixTimeSeconds() + 5_184_000,
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

        return await AnswerAsync(http, account, "create", () =>
        {
            var read = PinterestJob.Read(body, now.GetUtcNow());
            if (read.Job is not { } job) return Refuse(400, 400, read.Error!);
            // The server knows a request again and hands out the report that it has made for it, for an hour.
            var asked = body!.ToJsonString();
            var token = Credentials.Sign("rt_", asked);
            if (Find(token) is { } known && now.GetUtcNow() - known.MadeAt < TokenLife)
            {
                return Results.Json(new JsonObject
                {
                    ["report_status"] = known.Content is null ? "IN_PROGRESS" : "FINISHED", ["token"] = token, ["message"] = "This job has already finished processing.",
                });
            }

            memory.Keep(token, new() { ["made_at"] = job.MadeAt.ToString("O", CultureInfo.InvariantCulture), ["asked"] = body.DeepClone() });
            jobs[token] = job;
            Script.Submitted(asked);
            return Results.Json(new JsonObject { ["report_status"] = "IN_PROGRESS", ["token"] = token, ["message"] = string.Empty });
        });
    }

    private IResult Poll(HttpRequest request)
    {
        var token = request.Query["token"].ToString();
        if (token.Length == 0) return Refuse(400, 400, "token is missing.");
        if (Find(token) is not { } job || now.GetUtcNow() - job.MadeAt >= TokenLife) return State("DOES_NOT_EXIST", null, null);
        if (++job.Polls < Script.Polls) return State("IN_PROGRESS", null, null);
        return State("FINISHED", $"{request.Scheme}://{request.Host}/async_reporting_v3/{token}/metrics_report.txt?X-Amz-Expires=300", Content(job).Length);
    }

    private byte[] Content(PinterestJob job) => job.Content ??= job.Render(ledger, now.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>A job of this process, or of one that was killed.</summary>
    private PinterestJob? Find(string token)
    {
        if (jobs.TryGetValue(token, out var job)) return job;
        if (memory.Find(token) is not { } kept) return null;
        var madeAt = DateTimeOffset.Parse(kept["made_at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        return PinterestJob.Read(kept["asked"], madeAt).Job is { } again ? jobs.GetOrAdd(token, again) : null;
    }

    private static IResult State(string status, string? url, int? size) =>
        Results.Json(new JsonObject { ["report_status"] = status, ["url"] = url, ["size"] = size });

    private async Task<IResult> DownloadAsync(HttpContext http, string key)
    {
        if (await Script.TakeAsync("download", http) is { } scripted) return scripted;
        // Presigned storage refuses a second kind of authentication.
        if (http.Request.Headers.Authorization.Count > 0) return Results.Text("<Error><Code>InvalidArgument</Code></Error>", "application/xml", statusCode: 400);
        return Find(key) is { } job
            ? Results.Bytes(Content(job), "text/plain")
            : Results.Text("<Error><Code>AccessDenied</Code></Error>", "application/xml", statusCode: 403);
    }

    private IResult Analytics(HttpRequest request)
    {
        var query = request.Query;
        if (!Date(query["start_date"], out var from) || !Date(query["end_date"], out var to)) return Refuse(400, 400, "start_date and end_date must be YYYY-MM-DD.");
        if (query["granularity"] != "HOUR") return Refuse(400, 400, "This server serves granularity HOUR.");
        var today = DateOnly.FromDateTime(now.GetUtcNow().UtcDateTime);
        if (to < from || to.DayNumber - from.DayNumber > 3 || from < today.AddDays(-8)) return Refuse(400, 400, "Hours are served for 8 days, 3 at a time.");
        var columns = query["columns"].ToString().Split(',').ToHashSet();
        if (columns.FirstOrDefault(column => !PinterestColumns.Contains(column)) is { } unknown) return Refuse(400, 400, $"Unknown column: {unknown}");
        if (columns.Any(column => column.Contains("CHECKOUT", StringComparison.Ordinal))) return Refuse(400, 400, "Hours have no conversion metrics.");
        var rows = new JsonArray();
        foreach (var row in ledger.Report(Channel.PinterestAds, ReportGrain.AccountHour, from, to, now.GetUtcNow().ToUnixTimeSeconds()))
        {
            var json = new JsonObject { ["AD_ACCOUNT_ID"] = Catalogue.PinterestAccount, ["DATE"] = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["HOUR"] = row.Hour };
            PinterestColumns.PutDelivery(
                (column, number) =>
                {
                    if (number != 0 && columns.Contains(column)) json[column] = number;
                },
                row);
            rows.Add(json);
        }

        return Results.Json(rows);
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string account, string call, Func<IResult> answer)
    {
        http.Response.Headers["x-ratelimit-limit"] = "100, 100;w=1;name=\"safety_net_app_id_user_id\", 300;w=60;name=\"ads_analytics_app_id_user_id\", 800;w=60;name=\"analytics_get_report_app_id\"";
        http.Response.Headers["x-ratelimit-remaining"] = "99";
        http.Response.Headers["x-ratelimit-reset"] = "1";
        if (await Script.TakeAsync(call, http) is { } scripted) return scripted;
        if (http.Request.Headers.Authorization != $"Bearer {Credentials.Sign("pina_", Catalogue.PinterestAccount)}") return Refuse(401, 2, "Authentication failed.");
        return account == Catalogue.PinterestAccount ? answer() : Refuse(403, 29, "You are not permitted to access that resource.");
    }

    private static bool Date(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
