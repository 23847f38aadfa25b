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

namespace Pinstitch.Platforms.Meta;

/// <summary>
/// Meta Marketing API (https://developers.facebook.com/docs/marketing-api/insights): asynchronous insights, paged results,
/// entity lists.
/// </summary>
public sealed class MetaPlatform : AdPlatform
{
    /// <inheritdoc/>
    public override PlatformDescriptor Descriptor { get; } = new("meta", new("https://graph.facebook.com"), "v25.0", new(2027, 7, 1), LookbackDays: 28)
    {
        SignIn = new("Meta"),
        Window = "7d_click/1d_view",
        AttributionModel = "default",
        VideoViewDefinition = "at least 3 seconds",
        TicketLife = TimeSpan.FromDays(2),
        FirstPause = TimeSpan.FromSeconds(2),
        Limits = [new(RateLimit.Everything, 60, TimeSpan.FromMinutes(1))],
    };

    public override FaultTable Faults => MetaFaults.Table;

    public override IReadOnlyList<ReportKind> Reports(AdAccount account) => MetaReports.All;

    public override FieldTable Fields(ReportKind kind) => MetaFields.Of(kind);

    public override EntityTable Entities(ReportKind kind) => MetaEntities.Of(kind);

    public override RowShape Shape(ReportKind kind) => new("data/[]") { ListKey = "action_type" };

    public override PlatformCall? Submit(ReportQuestion question)
    {
        if (question.Kind.IsSnapshot) return null;
        var form = new List<KeyValuePair<string, string>>
        {
            new("level", MetaReports.ApiLevel(question.Kind.Level)),
            new("fields", string.Join(',', MetaFields.Columns(question.Kind))),
            new("time_range", Range(question.Request.From, question.Request.To)),
            new("time_increment", "1"),
            new("action_attribution_windows", JsonSerializer.Serialize(MetaFields.Windows.Select(window => window.Name))),
            new("action_report_time", ReportTime(question)),
            new("filtering", MetaReports.Filter(question)),
        };
        if (question.Kind.Options.Count > 0) form.Add(new("breakdowns", string.Join(',', question.Kind.Options)));
        return new(HttpMethod.Post, Path($"act_{Uri.EscapeDataString(question.Account.Id)}/insights")) { Form = form };
    }

    public override string? Token(JsonElement answer) => answer.Text("report_run_id");

    public override PlatformCall? Poll(ReportQuestion question, ReportTicket ticket) =>
        ticket.Token.Length == 0 ? null : PlatformCall.Get(Path(Uri.EscapeDataString(ticket.Token)));

    public override ReportState State(JsonElement answer) => answer.Text("async_status") switch
    {
        "Job Completed" when answer.Text("async_percent_completion") == "100" => ReportState.Ready,
        "Job Failed" when TooMuch(answer) => ReportState.TooLarge,
        "Job Failed" or "Job Skipped" => ReportState.Lost,
        _ => ReportState.InProgress,
    };

    public override Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last)
    {
        if (!Next(number, last).TryGet(out var page, out var fault)) return fault;
        if (page is null) return (PlatformCall?)null;
        var query = question.Kind.Entity is { } entity
            ? PlatformCall.Query(("fields", MetaReports.EntityFields(entity)), ("filtering", MetaReports.EveryStatus(question.Kind)), ("limit", "200"), ("after", page.After))
            : PlatformCall.Query(("limit", "500"), ("after", page.After));
        var place = question.Kind.Entity is { } list ? $"act_{Uri.EscapeDataString(question.Account.Id)}/{list}s" : $"{Uri.EscapeDataString(ticket.Token)}/insights";
        return PlatformCall.Get(Path(place + query)) with { IsPart = true };
    }

    public override Outcome<PlatformCall?> Members(ReportQuestion question, string level, int number, JsonElement? last)
    {
        if (!Next(number, last).TryGet(out var page, out var fault)) return fault;
        if (page is null) return (PlatformCall?)null;
        var day = question.Request.To;
        return PlatformCall.Get(Path($"act_{Uri.EscapeDataString(question.Account.Id)}/insights" + PlatformCall.Query(
            ("level", MetaReports.ApiLevel(level)),
            ("fields", $"{MetaReports.ApiLevel(level)}_id"),
            // What was last seen four weeks ago may still be claimed for.
            ("time_range", Range(day.AddDays(-Descriptor.LookbackDays), day)),
            ("action_report_time", ReportTime(question)),
            ("filtering", MetaReports.Filter(question)),
            ("limit", "500"),
            ("after", page.After))));
    }

    public override IEnumerable<string> MemberIds(JsonElement answer, string level) => answer.Find("data") is { ValueKind: JsonValueKind.Array } rows
        ? rows.EnumerateArray().Select(row => row.Text($"{MetaReports.ApiLevel(level)}_id")).OfType<string>()
        : [];

    public override BudgetSigns? Budget(HttpResponseMessage response, DateTimeOffset now) => MetaBudget.Read(response);

    /// <summary>The page after an answer; null after the last.</summary>
    private static Outcome<Page?> Next(int number, JsonElement? last)
    {
        if (number == 0) return new Page(null);
        // A page may be empty and yet have a next one; the end is where no next is.
        if (last?.Find("paging", "next") is null) return (Page?)null;
        if (last?.Find("paging", "cursors", "after")?.Text() is not { } after) return new Fault(FaultKind.Transient, "Meta's page says that there is another and not where.");
        return new Page(after);
    }

    private static bool TooMuch(JsonElement answer) =>
        (answer.Text("error_code"), answer.Text("error_subcode")) == ("100", "1487534")
        || ((answer.Text("error_message") ?? answer.Text("error_user_msg") ?? string.Empty) is var text
            && (text.Contains("too many rows", StringComparison.OrdinalIgnoreCase) || text.Contains("reduce the amount of data", StringComparison.OrdinalIgnoreCase)));

    private static string Range(DateOnly since, DateOnly until) => new JsonObject { ["since"] = Day(since), ["until"] = Day(until) }.ToJsonString();

    private static string ReportTime(ReportQuestion question) => question.Kind.ReportTime == ReportTimes.Conversion ? "conversion" : "impression";

    private Uri Path(string path) => At($"/{Descriptor.ApiVersion}/{path}");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="After">Cursor; null for the first.</param>
    private sealed record Page(string? After);
}
