using Pinstitch.Collect;
using Pinstitch.Platforms.Entities;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>Where Pinterest's entity lists keep what. Amounts are micros already.</summary>
internal static class PinterestEntities
{
    private static readonly EntityTable Campaign = new("campaign", "id")
    {
        Name = "name",
        Status = "status",
        Objective = "objective_type",
        DailyBudget = "daily_spend_cap",
        LifetimeBudget = "lifetime_spend_cap",
        Ignored = ["updated_time", "type", "ad_account_id"],
    };

    private static readonly EntityTable AdGroup = new("ad_group", "id")
    {
        Campaign = "campaign_id",
        Name = "name",
        Status = "status",
        Objective = "billable_event",
        DailyBudget = "budget_in_micro_currency",
        LifetimeWhen = ("budget_type", "LIFETIME"),
        Bid = "bid_in_micro_currency",
        BidStrategy = "bid_strategy_type",
        Audience = "targeting_spec",
        Attribution = "optimization_goal_metadata",
        Ignored = ["updated_time", "type", "ad_account_id"],
    };

    private static readonly EntityTable Ad = new("ad", "id")
    {
        Campaign = "campaign_id",
        AdGroup = "ad_group_id",
        Name = "name",
        Status = "status",
        CreativeType = "creative_type",
        Url = "destination_url",
        Ignored = ["updated_time", "type", "ad_account_id"],
    };

    private static readonly EntityTable Quality = new("conversion_quality", "source_platform", "ingestion_source", "lookback_period") { Status = "overall_status" };

    public static EntityTable Of(ReportKind kind) => kind.Entity switch
    {
        "campaign" => Campaign,
        "ad_group" => AdGroup,
        "ad" => Ad,
        _ => Quality,
    };
}
