using Pinstitch.Collect;
using Pinstitch.Platforms.Entities;

namespace Pinstitch.Platforms.Google;

/// <summary>Where Google's entity queries keep what. Amounts are micros already.</summary>
internal static class GoogleEntities
{
    private static readonly EntityTable Campaign = new("campaign", "campaign.id")
    {
        Name = "campaign.name", Status = "campaign.status", Objective = "campaign.advertisingChannelType", DailyBudget = "campaignBudget.amountMicros", BidStrategy = "campaign.biddingStrategyType",
    };

    private static readonly EntityTable AdGroup = new("ad_group", "adGroup.id")
    {
        Campaign = "campaign.id", Name = "adGroup.name", Status = "adGroup.status", Objective = "adGroup.type", Bid = "adGroup.cpcBidMicros",
    };

    private static readonly EntityTable Ad = new("ad", "adGroupAd.ad.id")
    {
        Campaign = "campaign.id", AdGroup = "adGroup.id", Name = "adGroupAd.ad.name", Status = "adGroupAd.status", CreativeType = "adGroupAd.ad.type", Url = "adGroupAd.ad.finalUrls",
    };

    private static readonly EntityTable Account = new("account", "customerClient.id") { Name = "customerClient.descriptiveName", Status = "customerClient.status" };

    public static EntityTable Of(ReportKind kind) => kind.Entity switch { "campaign" => Campaign, "ad_group" => AdGroup, "customer_client" => Account, _ => Ad };
}
