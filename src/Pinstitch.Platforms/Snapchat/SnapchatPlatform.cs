using System.Globalization;
using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Faults;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Snapchat;

/// <summary>
/// Snapchat Marketing API (https://developers.snap.com/api/marketing-api): an account's statistics, broken down, one answer
/// for up to a month. Days are asked for from local midnight to local midnight. A part of an answer can fail by itself.
/// </summary>
public sealed class SnapchatPlatform : AdPlatform
{
    private const string Account = "timeseries_stats.timeseries_stat";

    private static readonly (string Column, string Type)[] Events =
    [
        ("conversion_purchases", ConversionTypes.Purchase), ("conversion_add_cart", ConversionTypes.AddToCart), ("conversion_start_checkout", ConversionTypes.InitiateCheckout),
        ("conversion_sign_ups", ConversionTypes.Signup), ("conversion_page_views", ConversionTypes.PageVisit), ("conversion_view_content", ConversionTypes.ViewContent),
        ("conversion_searches", ConversionTypes.Search), ("conversion_add_billing", ConversionTypes.AddPaymentInfo), ("conversion_subscribe", ConversionTypes.Subscribe),
        ("conversion_add_to_wishlist", ConversionTypes.AddToWishlist),
    ];

    private static readonly (string Column, Field Field)[] Statistics =
    [
        ("spend", Field.Of(Measure.Spend, Field.Micros).Expected()),
        ("impressions", Field.Of(Measure.Impressions)),
        ("swipes", Field.Of(Measure.Clicks)),
        ("saves", Field.Of(Measure.Saves)),
        ("shares", Field.Of(Measure.Shares)),
        ("uniques", Field.Of(Measure.Reach)),
        ("frequency", Field.Of(Measure.Frequency)),
        ("video_views", Field.Of(Measure.VideoViews)),
        ("quartile_1", Field.Of(Measure.VideoP25)),
        ("quartile_2", Field.Of(Measure.VideoP50)),
        ("quartile_3", Field.Of(Measure.VideoP75)),
        ("view_completion", Field.Of(Measure.VideoP100)),
    ];

    private static readonly ReportKind[] Kinds =
    [
        Kind(ReportLevels.Account, ReportTier.Fresh, isBase: true),
        Kind(ReportLevels.Campaign, ReportTier.Fresh, isBase: true, "campaign"),
        Kind(ReportLevels.AdGroup, ReportTier.Daily, isBase: false, "adsquad"),
        Kind(ReportLevels.Ad, ReportTier.Daily, isBase: false, "ad"),
    ];

    /// <inheritdoc/>
    public override PlatformDescriptor Descriptor { get; } = new("snapchat", new("https://adsapi.snapchat.com"), "v1", null, LookbackDays: 28)
    {
        SignIn = new("Snapchat") { TokenAddress = new("https://accounts.snapchat.com/login/oauth2/access_token") },
        Window = "28/-/1",
        VideoViewDefinition = "at least 2 seconds, or a swipe up",
    };

    public override FaultTable Faults { get; } = new("Snapchat", Read,
    [
        new(FaultKind.RateLimited, "Snapchat's rate limit is reached.") { Status = 429, Wait = TimeSpan.FromMinutes(1) },
        new(FaultKind.Configuration, "Snapchat does not accept the sign-in; connect the account again.") { Codes = ["E1001", "E1003"] },
        new(FaultKind.Configuration, "The Snapchat user may not read this ad account.") { Codes = ["E1008"] },
        new(FaultKind.Transient, "Snapchat could not make a part of the report; it is fetched again.") { Codes = ["SUB_REQUEST"] },
    ]);

    public override IReadOnlyList<ReportKind> Reports(AdAccount account) => Kinds;

    public override FieldTable Fields(ReportKind kind)
    {
        var fields = new Dictionary<string, Field>
        {
            ["start_time"] = Field.Of(FieldRole.Date),
            ["end_time"] = Field.Of(FieldRole.Ignored),
            [$"{Account}.finalized_data_end_time"] = Field.Of(FieldRole.Finality),
        };
        foreach (var (column, field) in Statistics) fields["stats." + column] = field;
        foreach (var (column, type) in Events)
        {
            var claim = new ClaimKey(type, column, "all", "total");
            fields["stats." + column] = Field.Of(claim);
            fields[$"stats.{column}_value"] = Field.Of(claim, ClaimPart.Value, Field.Micros);
        }

        if (kind.Options is [var part]) fields[$"{Account}.breakdown_stats.{part}.id"] = Field.Of(kind.Level switch
        {
            ReportLevels.Campaign => FieldRole.CampaignId,
            ReportLevels.AdGroup => FieldRole.AdGroupId,
            _ => FieldRole.AdId,
        });
        // What stands around the rows is the answer's own business.
        return new(fields) { Rule = name => name.StartsWith("stats.", StringComparison.Ordinal) ? null : Field.Of(FieldRole.Ignored) };
    }

    public override RowShape Shape(ReportKind kind) => new(
        kind.Options is [var part] ? $"timeseries_stats/[]/timeseries_stat/breakdown_stats/{part}/[]/timeseries/[]" : "timeseries_stats/[]/timeseries_stat/timeseries/[]") { WithContext = true };

    public override Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last)
    {
        if (number > 0) return (PlatformCall?)null;
        // An account by itself tells its spend and nothing else.
        var columns = question.Kind.Options.Count == 0
            ? ["spend"]
            : Statistics.Select(column => column.Column).Concat(Events.SelectMany(item => item.Column == "conversion_purchases" ? (string[])[item.Column, item.Column + "_value"] : [item.Column]));
        return PlatformCall.Get(At($"/{Descriptor.ApiVersion}/adaccounts/{Uri.EscapeDataString(question.Account.Id)}/stats" + PlatformCall.Query(
            ("granularity", "DAY"),
            ("fields", string.Join(',', columns)),
            ("start_time", Midnight(question.Account, question.Request.From)),
            ("end_time", Midnight(question.Account, question.Request.To.AddDays(1))),
            ("breakdown", question.Kind.Options is [var part] ? part : null),
            ("swipe_up_attribution_window", "28_DAY"),
            ("view_attribution_window", "1_DAY"),
            ("action_report_time", "impression"),
            ("omit_empty", "false")))) with { IsPart = true };
    }

    public override FaultSigns? InBody(JsonElement body)
    {
        if (body.Text("request_status") is { } whole && !whole.Equals("SUCCESS", StringComparison.OrdinalIgnoreCase)) return Read(200, body);
        if (body.Find("timeseries_stats") is not { ValueKind: JsonValueKind.Array } parts) return null;
        return parts.EnumerateArray().Select(part => part.Text("sub_request_status")).FirstOrDefault(status => status is not null && !status.Equals("SUCCESS", StringComparison.OrdinalIgnoreCase)) is { } failed
            ? new(200, ["SUB_REQUEST"], failed)
            : null;
    }

    /// <summary>Local midnight with the offset that it has there, so that a day when clocks change has 23 or 25 hours.</summary>
    internal static string Midnight(AdAccount account, DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }

    private static FaultSigns Read(int status, JsonElement? body) =>
        new(status, body?.Text("error_code") is { } code ? [code] : [], body?.Text("debug_message") ?? body?.Text("display_message") ?? string.Empty);

    private static ReportKind Kind(string level, ReportTier tier, bool isBase, params string[] breakdown) =>
        new(level, level) { Tier = tier, IsBase = isBase, MostDays = 31, MostHistory = 2 * 365, Window = new(28, null, 1), Options = breakdown };
}
