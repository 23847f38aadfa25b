using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Faults;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Microsoft;

/// <summary>
/// Microsoft Advertising reporting v13 (https://learn.microsoft.com/advertising/reporting-service/): a job, polled, then a
/// ZIP file with one CSV. Refresh tokens rotate.
/// </summary>
public sealed class MicrosoftPlatform : AdPlatform
{
    private static readonly ClaimKey Conversion = new(ConversionTypes.All, "ConversionsQualified", "all", "total");
    private static readonly ClaimKey ViewThrough = new(ConversionTypes.All, "ViewThroughConversions", "all", "view") { IsTotal = true };

    private static readonly Dictionary<string, Field> Columns = new()
    {
        ["TimePeriod"] = Field.Of(FieldRole.Date),
        ["AccountId"] = Field.Of(FieldRole.Ignored),
        ["CurrencyCode"] = Field.Of(FieldRole.Currency).Expected(),
        ["CampaignId"] = Field.Of(FieldRole.CampaignId),
        ["CampaignName"] = Field.Of(FieldRole.CampaignName),
        ["AdGroupId"] = Field.Of(FieldRole.AdGroupId),
        ["AdGroupName"] = Field.Of(FieldRole.AdGroupName),
        ["AdId"] = Field.Of(FieldRole.AdId),
        ["Spend"] = Field.Of(Measure.Spend).Expected(),
        ["Impressions"] = Field.Of(Measure.Impressions).Expected(),
        ["Clicks"] = Field.Of(Measure.Clicks).Expected(),
        ["ConversionsQualified"] = Field.Of(Conversion),
        // The same in whole numbers, where a report was not asked for by us.
        ["Conversions"] = Field.Of(Conversion).AsFallback(),
        ["Revenue"] = Field.Of(Conversion, ClaimPart.Value),
        ["ViewThroughConversions"] = Field.Of(ViewThrough),
        ["Assists"] = Field.Of(FieldRole.Extra),
    };

    private static readonly string[] Measures = ["Spend", "Impressions", "Clicks", "ConversionsQualified", "Revenue", "ViewThroughConversions"];

    private static readonly ReportKind[] Kinds =
    [
        Kind(ReportLevels.Account, ReportTier.Fresh, isBase: true, "AccountPerformanceReportRequest"),
        Kind(ReportLevels.Campaign, ReportTier.Fresh, isBase: true, "CampaignPerformanceReportRequest", "CampaignId", "CampaignName"),
        Kind(ReportLevels.AdGroup, ReportTier.Daily, isBase: false, "AdGroupPerformanceReportRequest", "CampaignId", "CampaignName", "AdGroupId", "AdGroupName"),
        Kind(ReportLevels.Ad, ReportTier.Daily, isBase: false, "AdPerformanceReportRequest", "CampaignId", "CampaignName", "AdGroupId", "AdGroupName", "AdId"),
    ];

    /// <inheritdoc/>
    public override PlatformDescriptor Descriptor { get; } = new("microsoft", new("https://reporting.api.bingads.microsoft.com"), "v13", null, LookbackDays: 30)
    {
        SignIn = new("Microsoft")
        {
            TokenAddress = new("https://login.microsoftonline.com/common/oauth2/v2.0/token"),
            Form = [new("scope", "https://ads.microsoft.com/msads.manage offline_access")],
            Headers = [new("DeveloperToken", "DeveloperToken", IsRequired: true), new("CustomerId", "CustomerId", IsRequired: true)],
        },
        Window = "account",
        TicketLife = TimeSpan.FromHours(47),
        FirstPause = TimeSpan.FromSeconds(10),
        LongestPause = TimeSpan.FromMinutes(5),
    };

    public override FaultTable Faults { get; } = new("Microsoft Advertising", Read,
    [
        new(FaultKind.Configuration, "Microsoft does not accept the sign-in; connect the account again.") { Codes = ["105", "109", "AuthenticationTokenExpired", "InvalidCredentials"] },
        new(FaultKind.Configuration, "The Microsoft user may not read this account.") { Codes = ["106", "110", "UserIsNotAuthorized"] },
        new(FaultKind.RateLimited, "Microsoft's rate limit is reached.") { Codes = ["117", "207", "CallRateExceeded", "ConcurrentRequestOverLimit"], Wait = TimeSpan.FromMinutes(1) },
        new(FaultKind.Transient, "Microsoft has no complete data yet.") { Codes = ["2004"] },
        new(FaultKind.Bug, "Microsoft refused the request: {message}") { Codes = ["2027", "2100"] },
    ]);

    public override IReadOnlyList<ReportKind> Reports(AdAccount account) => Kinds;

    public override FieldTable Fields(ReportKind kind) => new(Columns);

    public override RowShape Shape(ReportKind kind) => new("[]") { CountLine = "Rows:" };

    public override PlatformCall? Submit(ReportQuestion question) => Call(question, "Submit", new JsonObject
    {
        ["ReportRequest"] = new JsonObject
        {
            ["Type"] = question.Kind.Options[0],
            ["Format"] = "Csv",
            ["FormatVersion"] = "2.0",
            ["Aggregation"] = "Daily",
            ["Columns"] = new JsonArray([.. question.Kind.Options.Skip(1).Concat(["TimePeriod", "AccountId", "CurrencyCode"]).Concat(Measures).Select(column => (JsonNode)column)]),
            ["Scope"] = new JsonObject { ["AccountIds"] = new JsonArray(long.Parse(question.Account.Id, CultureInfo.InvariantCulture)) },
            ["Time"] = new JsonObject { ["CustomDateRangeStart"] = Day(question.Request.From), ["CustomDateRangeEnd"] = Day(question.Request.To), ["ReportTimeZone"] = MicrosoftZones.Of(question.Account.TimeZone) },
            ["ReturnOnlyCompleteData"] = false,
            // The header says how many rows there are.
            ["ExcludeReportHeader"] = false,
            ["ExcludeReportFooter"] = true,
        },
    });

    public override string? Token(JsonElement answer) => answer.Text("ReportRequestId");

    public override PlatformCall? Poll(ReportQuestion question, ReportTicket ticket) => Call(question, "Poll", new JsonObject { ["ReportRequestId"] = ticket.Token });

    public override ReportState State(JsonElement answer) => answer.Find("ReportRequestStatus", "Status")?.Text() switch
    {
        "Success" => ReportState.Ready,
        "Error" => ReportState.Lost,
        _ => ReportState.InProgress,
    };

    public override Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last)
    {
        // The address lives for five minutes, so it is asked for anew each time.
        if (number == 0) return Poll(question, ticket);
        // Success without an address means that there is nothing to report.
        if (number > 1 || last?.Find("ReportRequestStatus", "ReportDownloadUrl")?.Text() is not { Length: > 0 } url) return (PlatformCall?)null;
        return PlatformCall.Get(new(url)) with { IsSigned = false, IsPart = true, IsStreamed = true };
    }

    private PlatformCall Call(ReportQuestion question, string verb, JsonObject body) =>
        PlatformCall.Post(At($"/Reporting/{Descriptor.ApiVersion}/GenerateReport/{verb}"), body) with { Headers = [new("CustomerAccountId", question.Account.Id)] };

    private static JsonObject Day(DateOnly day) => new() { ["Day"] = day.Day, ["Month"] = day.Month, ["Year"] = day.Year };

    private static FaultSigns Read(int status, JsonElement? body)
    {
        var codes = new List<string>();
        var message = string.Empty;
        foreach (var list in (string[])["Errors", "OperationErrors", "BatchErrors"])
        {
            if (body?.Find(list) is not { ValueKind: JsonValueKind.Array } errors) continue;
            foreach (var error in errors.EnumerateArray())
            {
                if (error.Text("Code") is { } code) codes.Add(code);
                if (error.Text("ErrorCode") is { } word) codes.Add(word);
                if (message.Length == 0) message = error.Text("Message") ?? string.Empty;
            }
        }

        return new(status, codes, message);
    }

    private static ReportKind Kind(string level, ReportTier tier, bool isBase, params string[] options) =>
        new(level, level) { Tier = tier, IsBase = isBase, MostDays = 90, MostHistory = 3 * 365, Options = options };
}
