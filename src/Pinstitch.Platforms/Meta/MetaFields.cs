using Pinstitch.Collect;
using Pinstitch.Platforms.Fields;

namespace Pinstitch.Platforms.Meta;

/// <summary>
/// Meta's insights fields. All numbers are text. Actions come as lists in which types contain each other: all of them are
/// kept, and those that a wider one contains are marked as repeats, by the ranks of the table below.
/// </summary>
internal static class MetaFields
{
    /// <summary>7d_view and 28d_view give nothing since 2026-01-12.</summary>
    public static readonly (string Name, string Touch, ClaimWindow Days)[] Windows =
    [
        ("1d_click", "click", new(1, null, null)),
        ("7d_click", "click", new(7, null, null)),
        ("28d_click", "click", new(28, null, null)),
        ("1d_view", "view", new(null, null, 1)),
        ("1d_ev", "engaged_view", new(null, 1, null)),
    ];

    /// <summary>The windows whose claims add up to what Meta shows by default; the others are the same claims over other times.</summary>
    private static readonly string[] Headline = ["7d_click", "1d_view"];

    private static readonly Dictionary<string, Field> Plain = new()
    {
        ["date_start"] = Field.Of(FieldRole.Date),
        ["date_stop"] = Field.Of(FieldRole.Ignored),
        ["account_id"] = Field.Of(FieldRole.Ignored),
        ["account_name"] = Field.Of(FieldRole.Ignored),
        ["account_currency"] = Field.Of(FieldRole.Currency).Expected(),
        ["campaign_id"] = Field.Of(FieldRole.CampaignId),
        ["campaign_name"] = Field.Of(FieldRole.CampaignName),
        ["adset_id"] = Field.Of(FieldRole.AdGroupId),
        ["adset_name"] = Field.Of(FieldRole.AdGroupName),
        ["ad_id"] = Field.Of(FieldRole.AdId),
        ["ad_name"] = Field.Of(FieldRole.AdName),
        ["attribution_setting"] = Field.Of(FieldRole.Extra),
    };

    private static readonly Dictionary<string, Field> Delivery = new()
    {
        ["spend"] = Field.Of(Measure.Spend).Expected(),
        ["impressions"] = Field.Of(Measure.Impressions).Expected(),
        ["clicks"] = Field.Of(Measure.Clicks).Expected(),
        ["inline_link_clicks"] = Field.Of(Measure.LinkClicks),
        ["inline_post_engagement"] = Field.Of(Measure.Engagements),
        ["reach"] = Field.Of(Measure.Reach),
        ["frequency"] = Field.Of(Measure.Frequency),
    };

    private static readonly Dictionary<string, Field> Lists = new()
    {
        ["outbound_clicks:outbound_click:value"] = Field.Of(Measure.OutboundClicks),
        ["video_play_actions:video_view:value"] = Field.Of(Measure.VideoStarts),
        ["video_p25_watched_actions:video_view:value"] = Field.Of(Measure.VideoP25),
        ["video_p50_watched_actions:video_view:value"] = Field.Of(Measure.VideoP50),
        ["video_p75_watched_actions:video_view:value"] = Field.Of(Measure.VideoP75),
        ["video_p95_watched_actions:video_view:value"] = Field.Of(Measure.VideoP95),
        ["video_p100_watched_actions:video_view:value"] = Field.Of(Measure.VideoP100),
        ["video_thruplay_watched_actions:video_view:value"] = Field.Of(Measure.VideoThruplays),
        ["video_avg_time_watched_actions:video_view:value"] = Field.Of(Measure.VideoWatchSAvg),
        ["actions:video_view:value"] = Field.Of(Measure.VideoViews),
        ["actions:onsite_conversion.post_save:value"] = Field.Of(Measure.Saves),
        ["actions:like:value"] = Field.Of(Measure.Follows),
        ["actions:post_reaction:value"] = Field.Of(Measure.Likes),
        ["actions:comment:value"] = Field.Of(Measure.Comments),
        ["actions:post:value"] = Field.Of(Measure.Shares),
    };

    /// <summary>Types by what they mean; a lower rank contains the higher ones of the same meaning.</summary>
    private static readonly Dictionary<string, (string Type, string Channel, int Rank)> Types = new()
    {
        ["omni_purchase"] = (ConversionTypes.Purchase, "all", 1),
        ["purchase"] = (ConversionTypes.Purchase, "all", 2),
        ["offsite_conversion.fb_pixel_purchase"] = (ConversionTypes.Purchase, "web", 3),
        ["onsite_web_purchase"] = (ConversionTypes.Purchase, "onsite", 4),
        ["onsite_web_app_purchase"] = (ConversionTypes.Purchase, "onsite", 4),
        ["onsite_app_purchase"] = (ConversionTypes.Purchase, "app", 4),
        ["web_app_in_store_purchase"] = (ConversionTypes.Purchase, "all", 4),
        ["web_in_store_purchase"] = (ConversionTypes.Purchase, "offline", 3),
        ["app_custom_event.fb_mobile_purchase"] = (ConversionTypes.Purchase, "app", 3),
        ["onsite_conversion.purchase"] = (ConversionTypes.Purchase, "onsite", 3),
        ["offline_conversion.purchase"] = (ConversionTypes.Purchase, "offline", 3),
        ["lead"] = (ConversionTypes.Lead, "all", 2),
        ["onsite_conversion.lead_grouped"] = (ConversionTypes.Lead, "onsite", 1),
        ["offsite_conversion.fb_pixel_lead"] = (ConversionTypes.Lead, "web", 1),
        ["onsite_web_lead"] = (ConversionTypes.Lead, "web", 3),
        ["onsite_web_add_to_cart"] = (ConversionTypes.AddToCart, "web", 4),
        ["onsite_web_app_add_to_cart"] = (ConversionTypes.AddToCart, "all", 4),
        ["onsite_web_initiate_checkout"] = (ConversionTypes.InitiateCheckout, "web", 4),
        ["onsite_web_view_content"] = (ConversionTypes.ViewContent, "web", 4),
        ["onsite_web_app_view_content"] = (ConversionTypes.ViewContent, "all", 4),
        ["offsite_conversion.fb_pixel_add_payment_info"] = (ConversionTypes.AddPaymentInfo, "web", 3),
        ["offsite_conversion.fb_pixel_add_to_wishlist"] = (ConversionTypes.AddToWishlist, "web", 3),
        ["omni_landing_page_view"] = (ConversionTypes.PageVisit, "all", 2),
        ["omni_add_to_cart"] = (ConversionTypes.AddToCart, "all", 1),
        ["add_to_cart"] = (ConversionTypes.AddToCart, "all", 2),
        ["offsite_conversion.fb_pixel_add_to_cart"] = (ConversionTypes.AddToCart, "web", 3),
        ["omni_initiated_checkout"] = (ConversionTypes.InitiateCheckout, "all", 1),
        ["initiate_checkout"] = (ConversionTypes.InitiateCheckout, "all", 2),
        ["offsite_conversion.fb_pixel_initiate_checkout"] = (ConversionTypes.InitiateCheckout, "web", 3),
        ["omni_complete_registration"] = (ConversionTypes.Signup, "all", 1),
        ["complete_registration"] = (ConversionTypes.Signup, "all", 2),
        ["offsite_conversion.fb_pixel_complete_registration"] = (ConversionTypes.Signup, "web", 3),
        ["omni_view_content"] = (ConversionTypes.ViewContent, "all", 1),
        ["view_content"] = (ConversionTypes.ViewContent, "all", 2),
        ["offsite_conversion.fb_pixel_view_content"] = (ConversionTypes.ViewContent, "web", 3),
        ["omni_search"] = (ConversionTypes.Search, "all", 1),
        ["search"] = (ConversionTypes.Search, "all", 2),
        ["offsite_conversion.fb_pixel_search"] = (ConversionTypes.Search, "web", 3),
        ["add_payment_info"] = (ConversionTypes.AddPaymentInfo, "all", 1),
        ["add_to_wishlist"] = (ConversionTypes.AddToWishlist, "all", 1),
        ["landing_page_view"] = (ConversionTypes.PageVisit, "web", 1),
        ["omni_app_install"] = (ConversionTypes.AppInstall, "app", 1),
        ["mobile_app_install"] = (ConversionTypes.AppInstall, "app", 2),
        ["offsite_conversion.fb_pixel_custom"] = (ConversionTypes.Custom("all"), "web", 2),
    };

    public static IReadOnlyList<string> Columns(ReportKind kind)
    {
        var ids = kind.Level switch
        {
            ReportLevels.Account => (string[])[],
            ReportLevels.Campaign => ["campaign_id", "campaign_name"],
            ReportLevels.AdGroup => ["campaign_id", "campaign_name", "adset_id", "adset_name"],
            _ => ["campaign_id", "campaign_name", "adset_id", "adset_name", "ad_id", "ad_name"],
        };
        var delivery = kind.WithDelivery ? Delivery.Keys.Concat(Lists.Keys.Select(name => name[..name.IndexOf(':', StringComparison.Ordinal)]).Where(name => name != "actions").Distinct()) : [];
        return ["account_id", "account_currency", .. ids, .. delivery, "actions", "action_values"];
    }

    public static FieldTable Of(ReportKind kind)
    {
        var fields = new Dictionary<string, Field>(Plain);
        if (kind.WithDelivery)
        {
            foreach (var (name, field) in Delivery) fields[name] = field;
            foreach (var (name, field) in Lists) fields[name] = field;
        }
        else
        {
            foreach (var name in Delivery.Keys.Concat(Lists.Keys)) fields[name] = Field.Of(FieldRole.Ignored);
        }

        foreach (var breakdown in kind.Options) fields[breakdown] = Field.Of(FieldRole.CutValue);
        return new(fields) { LeavesZerosOut = true, Rule = Action, CutColumns = kind.Options };
    }

    /// <summary><c>actions:TYPE:WINDOW</c> and <c>action_values:TYPE:WINDOW</c>; windows that are new are kept under their own names.</summary>
    private static Field? Action(string name)
    {
        var parts = name.Split(':');
        if (parts.Length < 3 || parts[0] is not ("actions" or "action_values")) return IsList(parts[0]) ? Field.Of(FieldRole.Ignored) : null;
        var part = parts[0] == "actions" ? ClaimPart.Count : ClaimPart.Value;
        var window = parts[^1];
        // What an action was done with or on, where a report is broken down by that, is no number.
        if (window.StartsWith("action_", StringComparison.Ordinal) || window.StartsWith("interactive_component_", StringComparison.Ordinal) || window == "promoted_product_set_result") return Field.Of(FieldRole.Extra);
        var isWhole = window == "value";
        var action = string.Join(':', parts[1..^1]);
        var known = Array.Find(Windows, item => item.Name == window);
        var type = Types.TryGetValue(action, out var found) ? found : (Type: Custom(action), Channel: "all", Rank: 0);
        return Field.Of(
            new ClaimKey(type.Type, action, type.Channel, known.Touch ?? "total")
            {
                // The number over all windows says again what the windows say; it counts where none was asked for.
                Window = known.Days, WindowName = isWhole ? "default" : window, Rank = type.Rank, IsTotal = !isWhole && !Headline.Contains(window), IsFallback = isWhole,
            },
            part);
    }

    private static string Custom(string action) => action.StartsWith("offsite_conversion.custom.", StringComparison.Ordinal)
        ? ConversionTypes.Custom(action["offsite_conversion.custom.".Length..])
        : ConversionTypes.Custom(action);

    private static bool IsList(string name) => Lists.Keys.Any(list => list.StartsWith(name + ":", StringComparison.Ordinal));
}
