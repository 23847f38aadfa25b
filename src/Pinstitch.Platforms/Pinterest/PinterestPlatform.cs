using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Entities;
using Pinstitch.Platforms.Faults;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>
/// Pinterest Ads API v5 (https://developers.pinterest.com/docs/api/v5/): asynchronous reports for everything that has a
/// history, synchronous analytics for today's hours, entity lists, event quality.
/// </summary>
public sealed class PinterestPlatform : AdPlatform
{
    /// <inheritdoc/>
    public override PlatformDescriptor Descriptor { get; } = new("pinterest", new("https://api.pinterest.com"), "v5", null, LookbackDays: 32)
    {
        SignIn = new("Pinterest")
        {
            TokenAddress = new("https://api.pinterest.com/v5/oauth/token"),
            WithBasic = true,
            ClientId = "AppId",
            ClientSecret = "AppSecret",
        },
        DaysInUtc = true,
        Window = "30/30/1",
        VideoViewDefinition = "at least 2 seconds with half of the video in view (MRC)",
        KnowsRequestsAgain = true,
        TicketLife = TimeSpan.FromMinutes(55),
        Lanes = 4,
        Limits =
        [
            new(RateLimit.Everything, 100, TimeSpan.FromSeconds(1)),
            new("ads_read", 1000, TimeSpan.FromMinutes(1)),
            new("ads_analytics", 300, TimeSpan.FromMinutes(1)),
            new("analytics_get_report", 800, TimeSpan.FromMinutes(1)),
        ],
    };

    public override FaultTable Faults => PinterestFaults.Table;

    public override IReadOnlyList<ReportKind> Reports(AdAccount account) => PinterestReports.All;

    public override FieldTable Fields(ReportKind kind) => PinterestFields.Of(kind);

    public override RowShape Shape(ReportKind kind) => kind.Entity is not null && kind.Id != PinterestReports.Quality
        ? new("items/[]")
        : new("*/[]", "[]") { KeyName = kind.Level == ReportLevels.Keyword ? PinterestReports.Key : null };

    public override EntityTable Entities(ReportKind kind) => PinterestEntities.Of(kind);

    public override PlatformCall? Submit(ReportQuestion question)
    {
        if (question.Kind.IsHourly || question.Kind.IsSnapshot) return null;
        var (kind, window) = (question.Kind, question.Kind.Window!);
        var body = new JsonObject
        {
            ["start_date"] = Day(question.Request.From),
            ["end_date"] = Day(question.Request.To),
            ["granularity"] = "DAY",
            ["level"] = PinterestReports.ApiLevel(kind),
            ["columns"] = List(PinterestFields.Columns(kind)),
            ["click_window_days"] = window.Click,
            ["engagement_window_days"] = window.Engagement,
            ["view_window_days"] = window.View,
            ["conversion_report_time"] = kind.ReportTime == ReportTimes.Conversion ? "TIME_OF_CONVERSION" : "TIME_OF_AD_ACTION",
            ["report_format"] = "JSON",
            ["primary_sort"] = kind.Level == ReportLevels.Keyword ? "BY_ID" : "BY_DATE",
        };
        if (kind.Options.Count > 0) body["targeting_types"] = List(kind.Options);
        return PlatformCall.Post(Account(question, "/reports"), body) with { Category = "ads_analytics" };
    }

    public override string? Token(JsonElement answer) => answer.Text("token");

    public override PlatformCall? Poll(ReportQuestion question, ReportTicket ticket) =>
        ticket.Token.Length == 0 ? null : PlatformCall.Get(Account(question, "/reports", ("token", ticket.Token))) with { Category = "analytics_get_report" };

    public override ReportState State(JsonElement answer) => answer.Text("report_status") switch
    {
        "FINISHED" => ReportState.Ready,
        "EXPIRED" or "FAILED" or "CANCELLED" or "DOES_NOT_EXIST" => ReportState.Lost,
        // Also null, which has been seen while a report is in the making.
        _ => ReportState.InProgress,
    };

    public override Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last)
    {
        if (question.Kind.Id == PinterestReports.Quality) return number > 0 ? (PlatformCall?)null : PlatformCall.Get(Account(question, "/conversion_eqs", ("lookback_period", "14d"))) with { IsPart = true };
        if (question.Kind.Entity is not null) return Entities(question, number, last);
        if (question.Kind.IsHourly) return number > 0 ? (PlatformCall?)null : Hours(question);
        // The address lives for five minutes, so it is asked for anew each time.
        if (number == 0) return Poll(question, ticket);
        if (number > 1) return (PlatformCall?)null;
        if (last is not { } status || State(status) != ReportState.Ready || status.Text("url") is not { } url)
            return new Fault(FaultKind.Lost, "Pinterest's report is not there any more; it is asked for anew.");
        return PlatformCall.Get(new(url)) with
        {
            IsSigned = false,
            IsPart = true,
            IsStreamed = true,
            Size = long.TryParse(status.Text("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
        };
    }

    public override BudgetSigns? Budget(HttpResponseMessage response, DateTimeOffset now) => PinterestBudget.Read(response);

    public override TimeSpan? Reset(HttpResponseMessage response) => PinterestBudget.Reset(response);

    public override PlatformCall? Readiness(DateOnly day) =>
        PlatformCall.Get(At("/v5/resources/metrics_ready_state" + PlatformCall.Query(("date", Day(day))))) with { Category = "ads_analytics" };

    public override MetricsReady Ready(JsonElement answer) =>
        new(answer.Text("non_conversion_metrics_ready") == "true", answer.Text("conversion_metrics_ready") == "true");

    public override PlatformCall? Offer() => PlatformCall.Get(At("/v5/resources/delivery_metrics" + PlatformCall.Query(("report_type", "ASYNC")))) with { Category = "ads_read" };

    public override IReadOnlyList<string> Offered(JsonElement answer) => answer.Find("items") is { ValueKind: JsonValueKind.Array } items
        ? [.. items.EnumerateArray().Select(item => item.Text("name")).OfType<string>()]
        : [];

    private Outcome<PlatformCall?> Entities(ReportQuestion question, int number, JsonElement? last)
    {
        var bookmark = last?.Text("bookmark");
        // A page may be empty while there is another; a missing bookmark is the end, as a null one is.
        if (number > 0 && string.IsNullOrEmpty(bookmark)) return (PlatformCall?)null;
        return PlatformCall.Get(Account(
            question,
            $"/{question.Kind.Entity}s",
            ("entity_statuses", "ACTIVE"),
            ("entity_statuses", "PAUSED"),
            ("entity_statuses", "ARCHIVED"),
            ("page_size", "250"),
            ("bookmark", bookmark))) with { IsPart = true, Category = "ads_read" };
    }

    private PlatformCall Hours(ReportQuestion question) => PlatformCall.Get(Account(
        question,
        "/analytics",
        ("start_date", Day(question.Request.From)),
        ("end_date", Day(question.Request.To)),
        ("columns", string.Join(',', PinterestFields.Columns(question.Kind))),
        ("granularity", "HOUR"))) with { IsPart = true, Category = "ads_analytics" };

    private Uri Account(ReportQuestion question, string path, params (string, string?)[] query) =>
        At($"/v5/ad_accounts/{Uri.EscapeDataString(question.Account.Id)}{path}{PlatformCall.Query(query)}");

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
