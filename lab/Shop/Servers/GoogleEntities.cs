using System.Text.Json.Nodes;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>Google's campaigns, ad groups and ads as queries list them.</summary>
internal static class GoogleEntities
{
    public static IEnumerable<JsonNode> List(string resource, HashSet<string> fields)
    {
        if (resource == "customer_client")
        {
            yield return new JsonObject
            {
                ["customerClient"] = new JsonObject { ["id"] = Catalogue.GoogleAccount, ["descriptiveName"] = "Juniper & Clay", ["status"] = "ENABLED", ["level"] = "0", ["currencyCode"] = Catalogue.Currency, ["timeZone"] = Catalogue.Zone },
            };
            yield break;
        }

        foreach (var campaign in Catalogue.Campaigns.Where(campaign => campaign.Platform == Channel.GoogleAds))
        {
            var own = new JsonObject { ["id"] = campaign.Id, ["name"] = campaign.Name, ["status"] = "ENABLED", ["advertisingChannelType"] = "SEARCH" };
            var adGroup = new JsonObject { ["id"] = "27" + campaign.Id[2..], ["name"] = campaign.Name + " – all", ["status"] = "ENABLED" };
            if (resource == "campaign")
            {
                yield return new JsonObject { ["campaign"] = own, ["campaignBudget"] = new JsonObject { ["amountMicros"] = "30000000" } };
                continue;
            }

            if (resource == "ad_group") yield return new JsonObject { ["adGroup"] = adGroup, ["campaign"] = new JsonObject { ["id"] = campaign.Id } };
            if (resource != "ad_group_ad" || !fields.Contains("ad_group_ad.ad.id")) continue;
            foreach (var ad in campaign.AdIds)
            {
                yield return new JsonObject
                {
                    ["adGroupAd"] = new JsonObject { ["status"] = "ENABLED", ["ad"] = new JsonObject { ["id"] = ad, ["type"] = "RESPONSIVE_SEARCH_AD" } },
                    ["adGroup"] = new JsonObject { ["id"] = "27" + campaign.Id[2..] },
                    ["campaign"] = new JsonObject { ["id"] = campaign.Id },
                };
            }
        }
    }
}
