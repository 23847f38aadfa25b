using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// Meta's insights API as far as the collector needs it: asynchronous runs with their
/// states, results in pages, every number a string, action lists with windows, usage headers, errors in Graph's envelope.
/// </summary>
public sealed class MetaServer(AdLedger ledger, TimeProvider now, ServerMemory? memory = null)
{
    private const string Version = "v25.0";
    private readonly ConcurrentDictionary<string, MetaRun> runs = new();
    private readonly ServerMemory memory = memory ?? ServerMemory.None;

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    /// <summary>Rows that a run can have; one that would have more fails, as large ones do.</summary>
    public int MostRows { get; set; } = int.MaxValue;

    public void Map(WebApplication app)
    {
        app.MapPost($"/{Version}/act_{{account}}/insights", SubmitAsync);
        app.MapGet($"/{Version}/act_{{account}}/insights", (HttpContext http, string account) => AnswerAsync(http, "members", () => Members(http.Request, account)));
        app.MapGet($"/{Version}/{{run}}", (HttpContext http, string run) => AnswerAsync(http, "poll", () => Poll(run)));
        app.MapGet($"/{Version}/{{run}}/insights", (HttpContext http, string run) => AnswerAsync(http, "page", () => Page(http.Request, run)));
        foreach (var kind in (string[])["campaigns", "adsets", "ads"])
            app.MapGet($"/{Version}/act_{{account}}/{kind}", (HttpContext http, string account) => AnswerAsync(http, "list", () => MetaEntities.List(kind)));
    }

    private async Task<IResult> SubmitAsync(HttpContext http, string account)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : null;
        return await AnswerAsync(http, "create", () =>
        {
            if (account != Catalogue.MetaAccount) return Refuse(403, 200, null, "(#200) Ad account owner has NOT grant ads_read permission");
            if (form is null) return Refuse(400, 100, null, "(#100) Missing parameters");
            if (form["level"].ToString() is not ("account" or "campaign" or "adset" or "ad")) return Refuse(400, 100, null, "(#100) level must be one of the following values: account, campaign, adset, ad");
            if (form["time_increment"] != "1") return Refuse(400, 100, null, "(#100) This server serves time_increment=1");
            var asked = new JsonObject();
            foreach (var (name, value) in form) asked[name] = value.ToString();
            if (MetaRun.Of(asked) is not { } run) return Refuse(400, 100, null, "(#100) time_range must have since and until, filtering a list of field, operator and value");
            var id = Convert.ToUInt64(Credentials.Sign("run", run.Name)[3..17], 16).ToString(CultureInfo.InvariantCulture);
            memory.Keep(id, asked);
            runs[id] = run;
            Script.Submitted(run.Name);
            return Results.Json(new JsonObject { ["report_run_id"] = id });
        });
    }

    private IResult Poll(string id)
    {
        if (Find(id) is not { } run) return Refuse(400, 100, 33, "Unsupported get request. Object with ID does not exist");
        var done = ++run.Polls >= Script.Polls;
        if (done && Rows(run).Count > MostRows)
            return Results.Json(new JsonObject { ["id"] = id, ["async_status"] = "Job Failed", ["async_percent_completion"] = 100, ["error_code"] = 100, ["error_subcode"] = 1487534, ["error_message"] = "Too many rows. Please reduce the amount of data you're asking for, then retry your request" });
        return Results.Json(new JsonObject
        {
            ["id"] = id,
            ["async_status"] = done ? "Job Completed" : "Job Running",
            ["async_percent_completion"] = done ? 100 : 40,
        });
    }

    private IResult Page(HttpRequest request, string id)
    {
        if (Find(id) is not { } run) return Refuse(400, 100, 33, "Unsupported get request. Object with ID does not exist");
        if (run.Polls < Script.Polls) return Refuse(400, 2601, null, "(#2601) The report is not ready");
        return Page(request, [.. Rows(run).Select(row => Row(row, run))]);
    }

    /// <summary>The synchronous report, as far as it tells which entities there are.</summary>
    private IResult Members(HttpRequest request, string account)
    {
        if (account != Catalogue.MetaAccount) return Refuse(403, 200, null, "(#200) Ad account owner has NOT grant ads_read permission");
        var asked = new JsonObject();
        foreach (var (name, value) in request.Query) asked[name] = value.ToString();
        if (MetaRun.Of(asked) is not { } run) return Refuse(400, 100, null, "(#100) time_range must have since and until, filtering a list of field, operator and value");
        return Page(request, [.. Rows(run).Select(row => Row(row with { Day = run.Since }, run)).DistinctBy(row => row.ToJsonString())]);
    }

    private IReadOnlyList<ReportRow> Rows(MetaRun run) =>
        run.Rows ??= [.. ledger.Report(Channel.MetaAds, run.Grain, run.Since, run.Until, now.GetUtcNow().ToUnixTimeSeconds()).Where(run.Takes)];

    private static IResult Page(HttpRequest request, IReadOnlyList<JsonObject> rows)
    {
        var limit = int.TryParse(request.Query["limit"], CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 500) : 25;
        var skip = int.TryParse(request.Query["after"], CultureInfo.InvariantCulture, out var after) ? after : 0;
        var page = new JsonObject { ["data"] = new JsonArray([.. rows.Skip(skip).Take(limit)]) };
        var next = skip + limit;
        var cursors = new JsonObject { ["before"] = $"{skip}", ["after"] = $"{next}" };
        page["paging"] = next < rows.Count
            ? new JsonObject { ["cursors"] = cursors, ["next"] = $"{request.Scheme}://{request.Host}{request.Path}?limit={limit}&after={next}" }
            : new JsonObject { ["cursors"] = cursors };
        return Results.Json(page);
    }

    /// <summary>A run of this process, or of one that was killed.</summary>
    private MetaRun? Find(string id) =>
        runs.TryGetValue(id, out var run) ? run : memory.Find(id) is { } asked && MetaRun.Of(asked) is { } again ? runs.GetOrAdd(id, again) : null;

    private static JsonObject Row(ReportRow row, MetaRun run)
    {
        var json = new JsonObject { ["date_start"] = Text(row.Day), ["date_stop"] = Text(row.Day) };
        Put(json, run, "account_id", Catalogue.MetaAccount);
        Put(json, run, "account_currency", Catalogue.Currency);
        if (row.Campaign is { } campaign)
        {
            Put(json, run, "campaign_id", campaign.Id);
            Put(json, run, "campaign_name", campaign.Name);
            Put(json, run, "adset_id", row.AdGroupId);
            Put(json, run, "adset_name", campaign.Name + " – all");
        }

        if (row.Ad is { } ad)
        {
            Put(json, run, "ad_id", row.AdId);
            Put(json, run, "ad_name", $"Ad {ad + 1}");
        }

        // One value a breakdown: everything was seen by the same people at the same place.
        foreach (var breakdown in run.Breakdowns) json[breakdown] = "unknown";

        Put(json, run, "spend", (row.SpendMicros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture));
        Put(json, run, "impressions", $"{row.Impressions}");
        Put(json, run, "clicks", $"{row.Clicks}");
        Put(json, run, "inline_link_clicks", $"{row.Clicks}");
        var (view, click) = (row.Claims[0], row.Claims[2]);
        if (view.Count + click.Count == 0) return json;
        if (run.Fields.Contains("actions")) json["actions"] = Actions(view.Count, click.Count);
        if (run.Fields.Contains("action_values")) json["action_values"] = Actions(view.Cents / 100m, click.Cents / 100m);
        return json;
    }

    /// <summary>The same purchases under two overlapping types, as the real one lists them.</summary>
    private static JsonArray Actions(decimal view, decimal click) => [Action("omni_purchase", view, click), Action("purchase", view, click)];

    private static JsonObject Action(string type, decimal view, decimal click)
    {
        var action = new JsonObject { ["action_type"] = type, ["value"] = Number(view + click) };
        // A window without anything is left out.
        if (click != 0) action["7d_click"] = Number(click);
        if (view != 0) action["1d_view"] = Number(view);
        return action;
    }

    private static void Put(JsonObject json, MetaRun run, string field, string value)
    {
        if (run.Fields.Contains(field)) json[field] = value;
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string call, Func<IResult> answer)
    {
        http.Response.Headers["x-fb-ads-insights-throttle"] = """{"app_id_util_pct":2.5,"acc_id_util_pct":1.1,"ads_api_access_tier":"full_access"}""";
        http.Response.Headers["x-business-use-case-usage"] = """{"77":[{"type":"ads_insights","call_count":1,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":0,"ads_api_access_tier":"full_access"}]}""";
        if (await Script.TakeAsync(call, http) is { } scripted) return scripted;
        return http.Request.Headers.Authorization == $"Bearer {Credentials.MetaAccessToken}"
            ? answer()
            : Refuse(401, 190, 463, "Error validating access token: Session has expired.");
    }

    private static IResult Refuse(int status, int code, int? subcode, string message)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = "OAuthException", ["code"] = code, ["fbtrace_id"] = "lab" };
        if (subcode is not null) error["error_subcode"] = subcode;
        return Results.Json(new JsonObject { ["error"] = error }, JsonSerializerOptions.Default, statusCode: status);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
