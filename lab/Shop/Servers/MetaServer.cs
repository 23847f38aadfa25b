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
    private readonly ConcurrentDictionary<string, Run> runs = new();
    private readonly ServerMemory memory = memory ?? ServerMemory.None;

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    public void Map(WebApplication app)
    {
        app.MapPost($"/{Version}/act_{{account}}/insights", SubmitAsync);
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
            var range = JsonNode.Parse(form["time_range"].ToString() is { Length: > 0 } text ? text : "{}");
            if (!Date(range, "since", out var since) || !Date(range, "until", out var until)) return Refuse(400, 100, null, "(#100) time_range must have since and until");
            var id = Convert.ToUInt64(Credentials.Sign("run", $"{form["level"]}|{since}|{until}|{form["breakdowns"]}|{form["action_report_time"]}")[3..17], 16).ToString(CultureInfo.InvariantCulture);
            var asked = new JsonObject();
            foreach (var (name, value) in form) asked[name] = value.ToString();
            memory.Keep(id, asked);
            runs[id] = Run.Of(asked);
            Script.Submitted($"{form["level"]}|{since}|{until}|{form["breakdowns"]}|{form["action_report_time"]}");
            return Results.Json(new JsonObject { ["report_run_id"] = id });
        });
    }

    private IResult Poll(string id)
    {
        if (Find(id) is not { } run) return Refuse(400, 100, 33, "Unsupported get request. Object with ID does not exist");
        var done = ++run.Polls >= Script.Polls;
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
        run.Rows ??= ledger.Report(Channel.MetaAds, run.Grain, run.Since, run.Until, now.GetUtcNow().ToUnixTimeSeconds());
        var limit = int.TryParse(request.Query["limit"], CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 500) : 25;
        var skip = int.TryParse(request.Query["after"], CultureInfo.InvariantCulture, out var after) ? after : 0;
        var page = new JsonObject { ["data"] = new JsonArray([.. run.Rows.Skip(skip).Take(limit).Select(row => (JsonNode)Row(row, run))]) };
        var next = skip + limit;
        var cursors = new JsonObject { ["before"] = $"{skip}", ["after"] = $"{next}" };
        page["paging"] = next < run.Rows.Count
            ? new JsonObject { ["cursors"] = cursors, ["next"] = $"{request.Scheme}://{request.Host}{request.Path}?limit={limit}&after={next}" }
            : new JsonObject { ["cursors"] = cursors };
        return Results.Json(page);
    }

    /// <summary>A run of this process, or of one that was killed.</summary>
    private Run? Find(string id) =>
        runs.TryGetValue(id, out var run) ? run : memory.Find(id) is { } asked ? runs.GetOrAdd(id, Run.Of(asked)) : null;

    private static JsonObject Row(ReportRow row, Run run)
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

    private static void Put(JsonObject json, Run run, string field, string value)
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

    private static bool Date(JsonNode? range, string name, out DateOnly date) =>
        DateOnly.TryParseExact(range?[name]?.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Run(ReportGrain Grain, DateOnly Since, DateOnly Until, HashSet<string> Fields, IReadOnlyList<string> Breakdowns)
    {
        public int Polls { get; set; }

        public IReadOnlyList<ReportRow>? Rows { get; set; }

        /// <summary>The run that a form asks for, which has been looked at before.</summary>
        public static Run Of(JsonObject form)
        {
            string Value(string name) => form[name]?.GetValue<string>() ?? string.Empty;
            var range = JsonNode.Parse(Value("time_range"));
            _ = Date(range, "since", out var since);
            _ = Date(range, "until", out var until);
            var grain = Value("level") switch { "account" => ReportGrain.Account, "campaign" => ReportGrain.Campaign, "adset" => ReportGrain.AdGroup, _ => ReportGrain.Ad };
            return new(grain, since, until, Value("fields").Split(',').ToHashSet(), [.. Value("breakdowns").Split(',', StringSplitOptions.RemoveEmptyEntries)]);
        }
    }
}
