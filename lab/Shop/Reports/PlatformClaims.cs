using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Lab.Shop.Reports;

/// <summary>
/// Which orders a platform claims. Each platform looks only at its own ads: the latest click within its window, else the
/// latest save, else the latest view.
/// </summary>
public static class PlatformClaims
{
    private const long Day = 86400;

    private static readonly Rule[] Rules =
    [
        new(Channel.PinterestAds, ClickDays: 30, SaveDays: 30, ViewDays: 1, MatchRate: 0.88, Modelled: 0.10),
        new(Channel.MetaAds, ClickDays: 7, SaveDays: 0, ViewDays: 1, MatchRate: 0.92, Modelled: 0.14),
        new(Channel.GoogleAds, ClickDays: 30, SaveDays: 0, ViewDays: 0, MatchRate: 0.85, Modelled: 0.05),
    ];

    public static IEnumerable<Claim> Of(ShopPlan plan, LifeStory story)
    {
        foreach (var order in story.Orders)
        {
            foreach (var rule in Rules)
            {
                if (Find(rule, story, order) is not { } action) continue;
                var draw = new Draw(plan.Seed, story.Person.Number, Purpose.Claims, (order.Id * 8) + (int)rule.Platform);
                if (draw.Chance(rule.MatchRate)) yield return new(action.Campaign, action.Ad, action.Time, order.Time, action.Kind, 1m, order.Cents);
                // A model fills in what the platform could not see, here and there where nothing was.
                if (draw.Chance(rule.Modelled)) yield return new(action.Campaign, action.Ad, action.Time, order.Time + (2 * Day), action.Kind, 0.5m, order.Cents / 2);
            }
        }
    }

    private static AdAction? Find(Rule rule, LifeStory story, ShopOrder order)
    {
        AdAction? best = null;
        foreach (var action in story.AdActions)
        {
            if (Catalogue.Campaigns[action.Campaign].Platform != rule.Platform || action.Time > order.Time) continue;
            var days = action.Kind switch { AdActionKind.Click => rule.ClickDays, AdActionKind.Save => rule.SaveDays, _ => rule.ViewDays };
            if (order.Time - action.Time > days * Day) continue;
            if (best is null || action.Kind > best.Value.Kind || (action.Kind == best.Value.Kind && action.Time >= best.Value.Time)) best = action;
        }

        return best;
    }

    private sealed record Rule(Channel Platform, int ClickDays, int SaveDays, int ViewDays, double MatchRate, double Modelled);
}
