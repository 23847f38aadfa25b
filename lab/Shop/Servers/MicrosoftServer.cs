using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// Microsoft Advertising's reporting service as far as the collector needs it: a job, polled, then a ZIP file with one CSV
/// that has title lines above and a farewell below. The shop buys no ads there; what it shows are another platform's campaigns.
/// </summary>
public sealed class MicrosoftServer(AdLedger ledger, Channel shown, TimeProvider now)
{
    public const string Account = "150001234";
    public const string DeveloperToken = "lab-microsoft-developer";
    public const string Customer = "2200";

    private static readonly Dictionary<string, ReportGrain> Types = new()
    {
        ["AccountPerformanceReportRequest"] = ReportGrain.Account,
        ["CampaignPerformanceReportRequest"] = ReportGrain.Campaign,
        ["AdGroupPerformanceReportRequest"] = ReportGrain.AdGroup,
        ["AdPerformanceReportRequest"] = ReportGrain.Ad,
    };

    private readonly RefreshTokens tokens = new("microsoft", rotates: true);
    private readonly ConcurrentDictionary<string, (JsonNode Request, int Polls)> jobs = new();

    /// <summary>What it does out of the ordinary, and what it was asked.</summary>
    public ServerScript Script { get; } = new();

    public string ClientId => tokens.ClientId;

    public string ClientSecret => tokens.ClientSecret;

    public string RefreshToken => tokens.RefreshToken;

    public void Map(WebApplication app)
    {
        app.MapPost("/microsoft/token", (Delegate)(async (HttpContext http) => await Script.TakeAsync("token", http) ?? await tokens.AnswerAsync(http)));
        app.MapPost("/Reporting/v13/GenerateReport/Submit", (Delegate)((HttpContext http) => AnswerAsync(http, "create", Submit)));
        app.MapPost("/Reporting/v13/GenerateReport/Poll", (Delegate)((HttpContext http) => AnswerAsync(http, "poll", body => Poll(http, body))));
        app.MapGet("/microsoft/download/{id}.zip", (HttpContext http, string id) => Download(http, id));
    }

    private IResult Submit(JsonNode body)
    {
        var request = body["ReportRequest"];
        if (request?["Type"]?.GetValue<string>() is not { } type || !Types.ContainsKey(type)) return Refuse(2001, "InvalidReportType");
        if (request["Format"]?.GetValue<string>() != "Csv" || request["FormatVersion"]?.GetValue<string>() != "2.0" || request["Aggregation"]?.GetValue<string>() != "Daily") return Refuse(2000, "This server serves daily CSV of version 2.0.");
        if (request["Scope"]?["AccountIds"] is not JsonArray { Count: 1 } accounts || accounts[0]!.GetValue<long>().ToString(CultureInfo.InvariantCulture) != Account) return Refuse(106, "UserIsNotAuthorized");
        if (Columns(request) is not { Count: > 0 } columns || !columns.Contains("TimePeriod")) return Refuse(2100, "Columns must hold TimePeriod.");
        if (request["Time"]?["ReportTimeZone"] is null) return Refuse(2027, "This server wants to know the zone of the days.");
        if (!Day(request["Time"]?["CustomDateRangeStart"], out var from) || !Day(request["Time"]?["CustomDateRangeEnd"], out var to) || to < from) return Refuse(2027, "InvalidCustomDateRange");
        var key = request.ToJsonString();
        var id = Credentials.Sign("ms", $"{key}{jobs.Count}");
        jobs[id] = (request.DeepClone(), 0);
        Script.Submitted(key);
        return Results.Json(new JsonObject { ["ReportRequestId"] = id });
    }

    private IResult Poll(HttpContext http, JsonNode body)
    {
        var id = body["ReportRequestId"]?.GetValue<string>() ?? string.Empty;
        if (!jobs.TryGetValue(id, out var job)) return Refuse(2101, "InvalidReportId");
        jobs[id] = job with { Polls = job.Polls + 1 };
        var status = new JsonObject { ["Status"] = job.Polls + 1 < Script.Polls ? "Pending" : "Success" };
        // Success without an address: nothing to report.
        if (job.Polls + 1 >= Script.Polls) status["ReportDownloadUrl"] = Rows(job.Request).Count == 0 ? null : $"{http.Request.Scheme}://{http.Request.Host}/microsoft/download/{id}.zip";
        return Results.Json(new JsonObject { ["ReportRequestStatus"] = status });
    }

    private async Task<IResult> Download(HttpContext http, string id)
    {
        if (await Script.TakeAsync("download", http) is { } scripted) return scripted;
        if (http.Request.Headers.Authorization.Count > 0 || !jobs.TryGetValue(id, out var job)) return Results.StatusCode(403);
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            // The same report has the same bytes, whatever job it was made for.
            var entry = zip.CreateEntry(Credentials.Sign("report-", job.Request.ToJsonString()) + ".csv");
            entry.LastWriteTime = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
            await using var file = await entry.OpenAsync(http.RequestAborted);
            await file.WriteAsync(Encoding.UTF8.GetBytes('\uFEFF' + Csv(job.Request)), http.RequestAborted);
        }

        return Results.Bytes(packed.ToArray(), "application/zip");
    }

    private string Csv(JsonNode request)
    {
        var (columns, rows, text) = (Columns(request)!, Rows(request), new StringBuilder());
        if (request["ExcludeReportHeader"]?.GetValue<bool>() != true)
        {
            foreach (var line in (string[])["Report Name: ", "Report Time: 9/1/2026,9/30/2026", "Time Zone: (GMT+01:00) Berlin", "Last Completed Available Day: 9/30/2026 11:59:59 PM (GMT)", "Last Completed Available Hour: 10/1/2026 4:00:00 AM (GMT)", "Report Aggregation: Daily", "Report Filter: ", "Potential Incomplete Data: False"])
                text.Append(CultureInfo.InvariantCulture, $"\"{line}\"\r\n");
            text.Append(CultureInfo.InvariantCulture, $"\"Rows: {rows.Count}\"\r\n\r\n");
        }

        text.AppendJoin(',', columns.Select(column => $"\"{column}\"")).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(',', columns.Select(column => $"\"{Value(row, column).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        if (request["ExcludeReportFooter"]?.GetValue<bool>() != true) text.Append("\r\n\"©2026 Microsoft Corporation. All rights reserved. \"\r\n");
        return text.ToString();
    }

    private IReadOnlyList<ReportRow> Rows(JsonNode request)
    {
        Day(request["Time"]!["CustomDateRangeStart"], out var from);
        Day(request["Time"]!["CustomDateRangeEnd"], out var to);
        return ledger.Report(shown, Types[request["Type"]!.GetValue<string>()], from, to, now.GetUtcNow().ToUnixTimeSeconds());
    }

    private static string Value(ReportRow row, string column)
    {
        var claims = row.Claims[0] + row.Claims[2];
        return column switch
        {
            "TimePeriod" => row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "AccountId" => Account,
            "CurrencyCode" => Catalogue.Currency,
            "CampaignId" => row.Campaign!.Id,
            "CampaignName" => row.Campaign!.Name,
            "AdGroupId" => row.AdGroupId,
            "AdGroupName" => row.Campaign!.Name + " – all",
            "AdId" => row.AdId,
            "Spend" => (row.SpendMicros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture),
            "Impressions" => row.Impressions.ToString(CultureInfo.InvariantCulture),
            "Clicks" => row.Clicks.ToString(CultureInfo.InvariantCulture),
            "ConversionsQualified" => claims.Count.ToString(CultureInfo.InvariantCulture),
            "Revenue" => (claims.Cents / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            _ => string.Empty,
        };
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string call, Func<JsonNode, IResult> answer)
    {
        if (await Script.TakeAsync(call, http) is { } scripted) return scripted;
        if (!tokens.IsSigned(http) || http.Request.Headers["DeveloperToken"] != DeveloperToken || http.Request.Headers["CustomerId"] != Customer) return Refuse(105, "InvalidCredentials", 401);
        return http.Request.Headers["CustomerAccountId"] == Account ? answer((await JsonNode.ParseAsync(http.Request.Body))!) : Refuse(106, "UserIsNotAuthorized", 403);
    }

    private static IResult Refuse(int code, string message, int status = 400) => Results.Json(
        new JsonObject { ["TrackingId"] = "lab", ["OperationErrors"] = new JsonArray(new JsonObject { ["Code"] = code, ["ErrorCode"] = message, ["Message"] = message }) }, statusCode: status);

    private static List<string>? Columns(JsonNode request) => (request["Columns"] as JsonArray)?.Select(column => column!.GetValue<string>()).ToList();

    private static bool Day(JsonNode? node, out DateOnly day)
    {
        day = default;
        if (node?["Year"] is not { } year || node["Month"] is not { } month || node["Day"] is not { } number) return false;
        day = new(year.GetValue<int>(), month.GetValue<int>(), number.GetValue<int>());
        return true;
    }
}
