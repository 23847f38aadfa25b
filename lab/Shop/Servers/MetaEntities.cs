using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>Meta's lists of campaigns, ad sets and ads.</summary>
internal static class MetaEntities
{
    public static IResult List(string kind)
    {
        var campaigns = Catalogue.Campaigns.Where(campaign => campaign.Platform == Channel.MetaAds);
        var items = kind switch
        {
            "campaigns" => campaigns.Select(campaign => Item(campaign.Id, campaign.Name, ("objective", "OUTCOME_SALES"), ("daily_budget", "4000"))),
            "adsets" => campaigns.Select(campaign => Item("27" + campaign.Id[2..], campaign.Name + " – all", ("campaign_id", campaign.Id), ("optimization_goal", "OFFSITE_CONVERSIONS"))),
            _ => campaigns.SelectMany(campaign => campaign.AdIds.Select((id, ad) => Item(id, $"Ad {ad + 1}", ("campaign_id", campaign.Id), ("adset_id", "27" + campaign.Id[2..])))),
        };
        return Results.Json(new JsonObject { ["data"] = new JsonArray([.. items]), ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "a", ["after"] = "z" } } });
    }

    private static JsonObject Item(string id, string name, params (string Name, string Value)[] more)
    {
        var item = new JsonObject { ["id"] = id, ["name"] = name, ["status"] = "ACTIVE", ["effective_status"] = "ACTIVE" };
        foreach (var (property, value) in more) item[property] = value;
        return item;
    }
}
