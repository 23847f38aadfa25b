using System.Globalization;
using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Faults;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.TikTok;

/// <summary>
/// TikTok Marketing API v1.3 (https://business-api.tiktok.com/portal/docs): the integrated report, page by page. A refusal
/// comes with HTTP 200 and a code that is not zero.
/// </summary>
public sealed class TikTokPlatform : AdPlatform
{
    private static readonly ClaimKey Purchase = new(ConversionTypes.Purchase, "complete_payment", "web", "total");
    private static readonly ClaimKey AppPurchase = new(ConversionTypes.Purchase, "total_purchase", "app", "total");
    private static readonly ClaimKey Everything = new(ConversionTypes.All, "conversion", "all", "total") { IsTotal = true };

    private static readonly Dictionary<string, Field> Metrics = new()
    {
        ["metrics.spend"] = Field.Of(Measure.Spend).Expected(),
        ["metrics.impressions"] = Field.Of(Measure.Impressions).Expected(),
        ["metrics.clicks"] = Field.Of(Measure.Clicks).Expected(),
        ["metrics.reach"] = Field.Of(Measure.Reach),
        ["metrics.frequency"] = Field.Of(Measure.Frequency),
        ["metrics.likes"] = Field.Of(Measure.Likes),
        ["metrics.comments"] = Field.Of(Measure.Comments),
        ["metrics.shares"] = Field.Of(Measure.Shares),
        ["metrics.follows"] = Field.Of(Measure.Follows),
        ["metrics.video_play_actions"] = Field.Of(Measure.VideoStarts),
        ["metrics.video_watched_2s"] = Field.Of(Measure.VideoViews),
        ["metrics.video_views_p25"] = Field.Of(Measure.VideoP25),
        ["metrics.video_views_p50"] = Field.Of(Measure.VideoP50),
        ["metrics.video_views_p75"] = Field.Of(Measure.VideoP75),
        ["metrics.video_views_p100"] = Field.Of(Measure.VideoP100),
        ["metrics.conversion"] = Field.Of(Everything),
        ["metrics.complete_payment"] = Field.Of(Purchase),
        // Called a rate, and the value of all payments all the same.
        ["metrics.total_complete_payment_rate"] = Field.Of(Purchase, ClaimPart.Value),
        ["metrics.total_complete_payment_value"] = Field.Of(Purchase, ClaimPart.Value).AsFallback(),
        ["metrics.total_purchase"] = Field.Of(AppPurchase),
        ["metrics.total_purchase_value"] = Field.Of(AppPurchase, ClaimPart.Value),
        ["metrics.campaign_name"] = Field.Of(FieldRole.CampaignName),
        ["metrics.adgroup_name"] = Field.Of(FieldRole.AdGroupName),
        ["metrics.ad_name"] = Field.Of(FieldRole.AdName),
        ["metrics.campaign_id"] = Field.Of(FieldRole.CampaignId),
        ["metrics.adgroup_id"] = Field.Of(FieldRole.AdGroupId),
    };

    private static readonly Dictionary<string, Field> Dimensions = new()
    {
        ["dimensions.stat_time_day"] = Field.Of(FieldRole.Date),
        ["dimensions.advertiser_id"] = Field.Of(FieldRole.Ignored),
        ["dimensions.campaign_id"] = Field.Of(FieldRole.CampaignId),
        ["dimensions.adgroup_id"] = Field.Of(FieldRole.AdGroupId),
        ["dimensions.ad_id"] = Field.Of(FieldRole.AdId),
    };

    private static readonly ReportKind[] Kinds =
    [
        Kind(ReportLevels.Account, ReportTier.Fresh, isBase: true, "AUCTION_ADVERTISER", "advertiser_id"),
        Kind(ReportLevels.Campaign, ReportTier.Fresh, isBase: true, "AUCTION_CAMPAIGN", "campaign_id"),
        Kind(ReportLevels.AdGroup, ReportTier.Daily, isBase: false, "AUCTION_ADGROUP", "adgroup_id"),
        Kind(ReportLevels.Ad, ReportTier.Daily, isBase: false, "AUCTION_AD", "ad_id"),
    ];

    /// <inheritdoc/>
    public override PlatformDescriptor Descriptor { get; } = new("tiktok", new("https://business-api.tiktok.com"), "v1.3", null, LookbackDays: 28)
    {
        SignIn = new("TikTok") { Header = "Access-Token", Scheme = string.Empty },
        Window = "7d_click/1d_view",
        VideoViewDefinition = "at least 2 seconds",
        Limits = [new(RateLimit.Everything, 10, TimeSpan.FromSeconds(1))],
    };

    public override FaultTable Faults { get; } = new("TikTok", Read,
    [
        new(FaultKind.Configuration, "The TikTok user may not read this advertiser; grant reporting access.") { Codes = ["40001"] },
        new(FaultKind.Bug, "TikTok refused the request: {message}") { Codes = ["40002"] },
        new(FaultKind.RateLimited, "TikTok's rate limit is reached.") { Codes = ["40100"], Wait = TimeSpan.FromMinutes(5) },
        new(FaultKind.Configuration, "TikTok does not accept the token; connect the account again.") { Codes = ["40102", "40105"] },
        new(FaultKind.Transient, "TikTok had a problem of its own.") { Codes = ["40200", "40201", "40202", "40700", "50000", "50002"] },
    ]);

    public override IReadOnlyList<ReportKind> Reports(AdAccount account) => Kinds;

    public override FieldTable Fields(ReportKind kind) => new(Dimensions.Concat(Metrics).ToDictionary());

    public override RowShape Shape(ReportKind kind) => new("data/list/[]");

    public override Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last)
    {
        var pages = number == 0 ? 1 : int.Parse(last?.Find("data", "page_info", "total_page")?.Text() ?? "0", CultureInfo.InvariantCulture);
        if (number > 0 && number >= pages) return (PlatformCall?)null;
        var names = question.Kind.Level switch
        {
            ReportLevels.Account => (string[])[],
            ReportLevels.Campaign => ["campaign_name"],
            ReportLevels.AdGroup => ["campaign_id", "campaign_name", "adgroup_name"],
            _ => ["campaign_id", "campaign_name", "adgroup_id", "adgroup_name", "ad_name"],
        };
        var metrics = Metrics.Where(metric => metric.Value is { Role: FieldRole.Measure or FieldRole.Claim, IsFallback: false }).Select(metric => metric.Key["metrics.".Length..]);
        return PlatformCall.Get(At($"/open_api/{Descriptor.ApiVersion}/report/integrated/get/" + PlatformCall.Query(
            ("advertiser_id", question.Account.Id),
            ("report_type", "BASIC"),
            ("service_type", "AUCTION"),
            ("data_level", question.Kind.Options[0]),
            ("dimensions", JsonSerializer.Serialize(new[] { question.Kind.Options[1], "stat_time_day" })),
            ("metrics", JsonSerializer.Serialize(metrics.Concat(names))),
            ("start_date", question.Request.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("end_date", question.Request.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("filtering", question.Kind.Level == ReportLevels.Account ? null : Everyone(question.Kind.Level)),
            ("page", (number + 1).ToString(CultureInfo.InvariantCulture)),
            ("page_size", "1000")))) with { IsPart = true };
    }

    public override FaultSigns? InBody(JsonElement body) => body.Text("code") is "0" ? null : Read(200, body);

    private static FaultSigns Read(int status, JsonElement? body) =>
        new(status, body?.Text("code") is { } code ? [code] : [], body?.Text("message") ?? string.Empty);

    /// <summary>Deleted entities are hidden unless all states are asked for.</summary>
    private static string Everyone(string level)
    {
        var name = level switch { ReportLevels.Campaign => "campaign", ReportLevels.AdGroup => "adgroup", _ => "ad" };
        return JsonSerializer.Serialize(new[] { new { field_name = $"{name}_status", filter_type = "IN", filter_value = $"[\"STATUS_ALL\"]" } });
    }

    private static ReportKind Kind(string level, ReportTier tier, bool isBase, string apiLevel, string dimension) =>
        new(level, level) { Tier = tier, IsBase = isBase, MostDays = 30, MostHistory = 365, Options = [apiLevel, dimension] };
}
