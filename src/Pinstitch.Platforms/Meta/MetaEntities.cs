using Pinstitch.Collect;
using Pinstitch.Platforms.Entities;

namespace Pinstitch.Platforms.Meta;

/// <summary>Where Meta's entity lists keep what. Budgets are in hundredths of the currency, but for currencies that Meta counts in whole units.</summary>
internal static class MetaEntities
{
    private const decimal Cents = 10_000;

    /// <summary>https://developers.facebook.com/docs/marketing-api/currencies: those with an offset of 1.</summary>
    private static readonly string[] Whole = ["CLP", "COP", "CRC", "HUF", "ISK", "IDR", "JPY", "KRW", "PYG", "TWD", "VND"];

    private static readonly EntityTable Campaign = new("campaign", "id")
    {
        Name = "name", Status = "effective_status", Objective = "objective", DailyBudget = "daily_budget", LifetimeBudget = "lifetime_budget", BidStrategy = "bid_strategy",
        MicrosPerUnit = Cents, WholeIn = Whole, Ignored = ["updated_time"],
    };

    private static readonly EntityTable AdSet = new("ad_group", "id")
    {
        Campaign = "campaign_id", Name = "name", Status = "effective_status", Objective = "optimization_goal", DailyBudget = "daily_budget", LifetimeBudget = "lifetime_budget",
        Bid = "bid_amount", BidStrategy = "bid_strategy", Audience = "targeting", Attribution = "attribution_spec", MicrosPerUnit = Cents, WholeIn = Whole, Ignored = ["updated_time"],
    };

    private static readonly EntityTable Ad = new("ad", "id")
    {
        Campaign = "campaign_id", AdGroup = "adset_id", Name = "name", Status = "effective_status", CreativeType = "creative.object_type", Url = "creative.link_url", UrlTags = "creative.url_tags", Ignored = ["updated_time"],
    };

    public static EntityTable Of(ReportKind kind) => kind.Entity switch { "campaign" => Campaign, "adset" => AdSet, _ => Ad };
}
