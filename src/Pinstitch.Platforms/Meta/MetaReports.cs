using System.Text.Json;
using System.Text.Json.Serialization;
using Pinstitch.Collect;

namespace Pinstitch.Platforms.Meta;

/// <summary>The reports that are collected from Meta.</summary>
internal static class MetaReports
{
    /// <summary>Meta keeps 37 months.</summary>
    private const int History = 37 * 30;

    private static readonly string[] Statuses = ["ACTIVE", "PAUSED", "ARCHIVED", "DELETED", "CAMPAIGN_PAUSED", "ADSET_PAUSED", "PENDING_REVIEW", "DISAPPROVED", "PREAPPROVED", "PENDING_BILLING_INFO", "IN_PROCESS", "WITH_ISSUES"];

    public static IReadOnlyList<ReportKind> All { get; } =
    [
        Base(ReportLevels.Account, ReportTier.Fresh, isBase: true),
        Base(ReportLevels.Campaign, ReportTier.Fresh, isBase: true),
        Base(ReportLevels.AdGroup, ReportTier.Daily, isBase: false),
        Base(ReportLevels.Ad, ReportTier.Daily, isBase: false),
        new("campaign-by-conversion", ReportLevels.Campaign) { Cut = "campaign-by-conversion", Tier = ReportTier.Weekly, MostDays = 90, MostHistory = History, ReportTime = ReportTimes.Conversion, WithDelivery = false },
        Cut("campaign-people", "age", "gender"),
        Cut("campaign-places", "publisher_platform", "platform_position"),
        Cut("campaign-countries", "country"),
        Entity("campaign"),
        Entity("adset"),
        Entity("ad"),
    ];

    public static string ApiLevel(string level) => level == ReportLevels.AdGroup ? "adset" : level;

    /// <summary>Deleted and archived entities have spent money too; they are hidden unless they are asked for.</summary>
    public static string EveryStatus(ReportKind kind) => JsonSerializer.Serialize(new[] { Status(kind) });

    /// <summary>The same, of some entities alone.</summary>
    public static string Filter(ReportQuestion question) => question.Request.Share is { } share
        ? JsonSerializer.Serialize(new[] { Status(question.Kind), new($"{ApiLevel(share.Level)}.id", "IN", question.Only) })
        : EveryStatus(question.Kind);

    public static string EntityFields(string entity) => entity switch
    {
        "campaign" => "id,name,status,effective_status,objective,buying_type,daily_budget,lifetime_budget,bid_strategy,start_time,stop_time,updated_time",
        "adset" => "id,campaign_id,name,status,effective_status,optimization_goal,billing_event,daily_budget,lifetime_budget,bid_amount,bid_strategy,attribution_spec,targeting,start_time,end_time,updated_time",
        _ => "id,adset_id,campaign_id,name,status,effective_status,creative{id,object_type,link_url,url_tags},updated_time",
    };

    private static Condition Status(ReportKind kind) =>
        new(kind.Entity is not null ? "effective_status" : $"{(kind.Level == ReportLevels.Account ? "ad" : ApiLevel(kind.Level))}.effective_status", "IN", Statuses);

    private static ReportKind Base(string level, ReportTier tier, bool isBase) =>
        new(level, level) { Tier = tier, IsBase = isBase, MostDays = 90, MostHistory = History };

    private static ReportKind Cut(string id, params string[] breakdowns) => new(id, ReportLevels.Campaign)
    {
        Cut = id, Tier = ReportTier.Weekly, MostDays = 31, MostHistory = 390, Options = breakdowns,
    };

    private static ReportKind Entity(string name) => new(name + "s", ReportLevels.Account) { Entity = name, IsSnapshot = true, Tier = ReportTier.Daily, WithDelivery = false };

    private sealed record Condition(
        [property: JsonPropertyName("field")] string Field, [property: JsonPropertyName("operator")] string Operator, [property: JsonPropertyName("value")] IReadOnlyList<string> Value);
}
