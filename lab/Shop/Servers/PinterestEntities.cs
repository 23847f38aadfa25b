using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>Pinterest's lists of campaigns, ad groups and ads, and its judgement of the shop's conversion events.</summary>
internal static class PinterestEntities
{
    private const long Made = 1_780_000_000;

    public static IResult List(HttpRequest request, string kind)
    {
        var size = int.TryParse(request.Query["page_size"], CultureInfo.InvariantCulture, out var asked) ? asked : 25;
        if (size is < 1 or > 250) return PinterestServer.Refuse(400, 400, "page_size must be between 1 and 250.");
        if (request.Query["entity_statuses"].Any(status => status is not ("ACTIVE" or "PAUSED" or "ARCHIVED" or "DRAFT" or "DELETED_DRAFT"))) return PinterestServer.Refuse(400, 400, "entity_statuses is wrong.");
        var skip = request.Query["bookmark"].ToString() is { Length: > 2 } bookmark ? int.Parse(bookmark[2..], CultureInfo.InvariantCulture) : 0;
        var campaigns = Catalogue.Campaigns.Where(campaign => campaign.Platform == Channel.PinterestAds);
        var all = kind switch
        {
            "campaign" => campaigns.Select(Campaign).ToList<JsonNode>(),
            "ad_group" => campaigns.Select(AdGroup).ToList<JsonNode>(),
            _ => campaigns.SelectMany(campaign => Enumerable.Range(0, campaign.AdIds.Length).Select(ad => Ad(campaign, ad))).ToList<JsonNode>(),
        };
        return Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. all.Skip(skip).Take(size)]),
            ["bookmark"] = skip + size < all.Count ? $"b_{skip + size}" : null,
        });
    }

    public static IResult Quality(HttpRequest request) => request.Query["lookback_period"].ToString() is not ("1d" or "14d")
        ? PinterestServer.Refuse(400, 400, "lookback_period must be 1d or 14d.")
        : Results.Json(new JsonArray(new JsonObject
        {
            ["overall_status"] = "GOOD",
            ["quality_components"] = new JsonObject { ["hashed_email"] = new JsonObject { ["checkout"] = new JsonObject { ["coverage"] = 0.71 } }, ["click_id_epik"] = new JsonObject { ["checkout"] = new JsonObject { ["coverage"] = 0.44 } } },
            ["ingestion_source"] = "CONVERSIONS_API",
            ["source_platform"] = "WEB",
            ["lookback_period"] = request.Query["lookback_period"].ToString(),
        }));

    private static JsonObject Campaign(Campaign campaign) => new JsonObject
    {
        ["id"] = campaign.Id,
        ["ad_account_id"] = Catalogue.PinterestAccount,
        ["name"] = campaign.Name,
        ["status"] = "ACTIVE",
        ["summary_status"] = "RUNNING",
        ["objective_type"] = "WEB_CONVERSION",
        ["daily_spend_cap"] = 40_000_000,
        ["lifetime_spend_cap"] = null,
        ["is_campaign_budget_optimization"] = true,
        ["created_time"] = Made,
        ["updated_time"] = Made,
        ["type"] = "campaign",
    };

    private static JsonObject AdGroup(Campaign campaign) => new JsonObject
    {
        ["id"] = "27" + campaign.Id[2..],
        ["ad_account_id"] = Catalogue.PinterestAccount,
        ["campaign_id"] = campaign.Id,
        ["name"] = campaign.Name + " – all",
        ["status"] = "ACTIVE",
        ["summary_status"] = "RUNNING",
        ["budget_type"] = "CBO_ADGROUP",
        ["bid_in_micro_currency"] = 900_000,
        ["bid_strategy_type"] = "AUTOMATIC_BID",
        ["billable_event"] = "IMPRESSION",
        ["targeting_spec"] = new JsonObject { ["GEO"] = new JsonArray("DE", "AT") },
        ["created_time"] = Made,
        ["updated_time"] = Made,
        ["type"] = "adgroup",
    };

    private static JsonObject Ad(Campaign campaign, int ad) => new JsonObject
    {
        ["id"] = campaign.AdIds[ad],
        ["ad_account_id"] = Catalogue.PinterestAccount,
        ["campaign_id"] = campaign.Id,
        ["ad_group_id"] = "27" + campaign.Id[2..],
        ["pin_id"] = "88" + campaign.AdIds[ad],
        ["name"] = $"Pin {ad + 1}",
        ["status"] = "ACTIVE",
        ["summary_status"] = "APPROVED",
        ["review_status"] = "APPROVED",
        ["rejected_reasons"] = new JsonArray(),
        ["creative_type"] = ad % 2 == 0 ? "REGULAR" : "VIDEO",
        ["destination_url"] = $"{Catalogue.Site}/?utm_source=pinterest&utm_medium=paid&utm_campaign={campaign.Id}&utm_content={campaign.AdIds[ad]}",
        ["created_time"] = Made,
        ["updated_time"] = Made,
        ["type"] = "pinpromotion",
    };
}
