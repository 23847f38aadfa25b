using System.Globalization;
using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Faults;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.LinkedIn;

/// <summary>
/// LinkedIn adAnalytics (https://learn.microsoft.com/linkedin/marketing/): at most twenty fields an answer, so the same rows
/// come in slices that are joined by day and entity. A campaign group here is a campaign elsewhere, a campaign an ad group,
/// a creative an ad.
/// </summary>
public sealed class LinkedInPlatform : AdPlatform
{
    /// <summary>Twenty fields less the two that tell the rows apart.</summary>
    private const int FieldsPerAnswer = 18;

    private static readonly ClaimKey Site = new(ConversionTypes.All, "externalWebsiteConversions", "web", "total") { IsTotal = true };

    private static readonly Dictionary<string, Field> Metrics = new()
    {
        ["costInLocalCurrency"] = Field.Of(Measure.Spend).Expected(),
        ["impressions"] = Field.Of(Measure.Impressions).Expected(),
        ["clicks"] = Field.Of(Measure.Clicks).Expected(),
        ["landingPageClicks"] = Field.Of(Measure.LinkClicks),
        ["totalEngagements"] = Field.Of(Measure.Engagements),
        ["likes"] = Field.Of(Measure.Likes),
        ["comments"] = Field.Of(Measure.Comments),
        ["shares"] = Field.Of(Measure.Shares),
        ["follows"] = Field.Of(Measure.Follows),
        ["approximateMemberReach"] = Field.Of(Measure.Reach),
        ["videoStarts"] = Field.Of(Measure.VideoStarts),
        ["videoViews"] = Field.Of(Measure.VideoViews),
        ["videoFirstQuartileCompletions"] = Field.Of(Measure.VideoP25),
        ["videoMidpointCompletions"] = Field.Of(Measure.VideoP50),
        ["videoThirdQuartileCompletions"] = Field.Of(Measure.VideoP75),
        ["videoCompletions"] = Field.Of(Measure.VideoP100),
        ["externalWebsiteConversions"] = Field.Of(Site),
        ["conversionValueInLocalCurrency"] = Field.Of(Site, ClaimPart.Value),
        ["externalWebsitePostClickConversions"] = Field.Of(new ClaimKey(ConversionTypes.All, "externalWebsitePostClickConversions", "web", "click")),
        ["externalWebsitePostViewConversions"] = Field.Of(new ClaimKey(ConversionTypes.All, "externalWebsitePostViewConversions", "web", "view")),
        ["oneClickLeads"] = Field.Of(new ClaimKey(ConversionTypes.Lead, "oneClickLeads", "onsite", "total")),
        ["sends"] = Field.Of(FieldRole.Extra),
        ["opens"] = Field.Of(FieldRole.Extra),
    };

    private static readonly ReportKind[] Kinds =
    [
        Kind(ReportLevels.Account, ReportTier.Fresh, isBase: true, "ACCOUNT"),
        Kind(ReportLevels.Campaign, ReportTier.Fresh, isBase: true, "CAMPAIGN_GROUP"),
        Kind(ReportLevels.AdGroup, ReportTier.Daily, isBase: false, "CAMPAIGN"),
        Kind(ReportLevels.Ad, ReportTier.Daily, isBase: false, "CREATIVE"),
    ];

    /// <inheritdoc/>
    public override PlatformDescriptor Descriptor { get; } = new("linkedin", new("https://api.linkedin.com"), "202611", new(2027, 11, 1), LookbackDays: 90)
    {
        SignIn = new("LinkedIn") { TokenAddress = new("https://www.linkedin.com/oauth/v2/accessToken") },
        DaysInUtc = true,
        Window = "account",
        VideoViewDefinition = "at least 2 seconds with half of the video in view",
    };

    public override FaultTable Faults { get; } = new("LinkedIn", Read,
    [
        // Daily limits start anew at midnight UTC.
        new(FaultKind.RateLimited, "LinkedIn's daily limit is reached.") { Status = 429, Wait = TimeSpan.FromHours(6) },
        new(FaultKind.Configuration, "LinkedIn does not accept the sign-in; connect the account again.") { Status = 401 },
        new(FaultKind.Configuration, "The LinkedIn user may not read this account; r_ads_reporting is needed.") { Status = 403 },
        new(FaultKind.Configuration, "This version of LinkedIn's API is switched off; update Pinstitch.") { Status = 426 },
    ]);

    public override IReadOnlyList<ReportKind> Reports(AdAccount account) => Kinds;

    public override FieldTable Fields(ReportKind kind)
    {
        var fields = new Dictionary<string, Field>(Metrics)
        {
            ["dateRange.start.year"] = Field.Of(FieldRole.Year),
            ["dateRange.start.month"] = Field.Of(FieldRole.Month),
            ["dateRange.start.day"] = Field.Of(FieldRole.DayOfMonth),
            ["dateRange.end.year"] = Field.Of(FieldRole.Ignored),
            ["dateRange.end.month"] = Field.Of(FieldRole.Ignored),
            ["dateRange.end.day"] = Field.Of(FieldRole.Ignored),
        };
        // Older versions wrote one value, newer ones a list of one.
        foreach (var pivot in (string[])["pivotValues", "pivotValue"])
        {
            fields[pivot] = Field.Of(kind.Level switch
            {
                ReportLevels.Campaign => FieldRole.CampaignId,
                ReportLevels.AdGroup => FieldRole.AdGroupId,
                ReportLevels.Ad => FieldRole.AdId,
                _ => FieldRole.Ignored,
            });
        }

        return new(fields);
    }

    public override RowShape Shape(ReportKind kind) => new("elements/[]") { JoinsParts = true };

    public override Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last)
    {
        var slices = Metrics.Keys.Chunk(FieldsPerAnswer).ToList();
        if (number >= slices.Count) return (PlatformCall?)null;
        // Rest.li's own syntax: its brackets and commas are not escaped, the URN inside them is.
        var query = $"q=analytics&pivot={question.Kind.Options[0]}&timeGranularity=DAILY"
            + $"&dateRange=(start:{Day(question.Request.From)},end:{Day(question.Request.To)})"
            + $"&accounts=List({Uri.EscapeDataString($"urn:li:sponsoredAccount:{question.Account.Id}")})"
            + $"&fields=dateRange,pivotValues,{string.Join(',', slices[number])}";
        return PlatformCall.Get(At($"/rest/adAnalytics?{query}")) with
        {
            IsPart = true,
            Headers = [new("LinkedIn-Version", Descriptor.ApiVersion), new("X-Restli-Protocol-Version", "2.0.0")],
        };
    }

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"(year:{day.Year},month:{day.Month},day:{day.Day})");

    private static FaultSigns Read(int status, JsonElement? body) =>
        new(status, body?.Text("serviceErrorCode") is { } code ? [code] : [], body?.Text("message") ?? string.Empty);

    private static ReportKind Kind(string level, ReportTier tier, bool isBase, string pivot) =>
        new(level, level) { Tier = tier, IsBase = isBase, MostDays = 30, MostHistory = 2 * 365, Options = [pivot] };
}
