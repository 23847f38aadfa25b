using Pinstitch.Attribute.Models;

namespace Pinstitch.Attribute;

/// <summary>Gives credit for a journey's orders: every model in one pass, exact to the cent.</summary>
public static class JourneyCredit
{
    /// <summary>
    /// Each order looks back by itself, so a touch may count for several orders. A touch counts when it happened at or
    /// before the order and no longer ago than the window of its kind.
    /// </summary>
    public static (IReadOnlyList<Credit> Credits, IReadOnlyList<UnattributedOrder> Unattributed) Of(Journey journey, AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(journey);
        ArgumentNullException.ThrowIfNull(settings);
        var credits = new List<Credit>();
        var unattributed = new List<UnattributedOrder>();
        foreach (var order in journey.Orders)
        {
            var eligible = journey.Touches.Where(touch => Counts(touch, order, settings)).ToArray();
            if (eligible.Length == 0)
            {
                unattributed.Add(new(order, Reason(journey, order)));
                continue;
            }

            var known = Array.FindAll(eligible, touch => !touch.IsDirect);
            foreach (var model in settings.Models)
                credits.AddRange(Split(order, model.DirectOnlyIfAlone && known.Length > 0 ? known : eligible, model));
        }

        return (credits, unattributed);
    }

    private static bool Counts(Touch touch, Order order, AttributionSettings settings)
    {
        var age = order.PlacedAt - touch.Time;
        return age >= TimeSpan.Zero && age <= TimeSpan.FromDays(settings.Days(touch.Kind));
    }

    private static Credit[] Split(Order order, Touch[] touches, AttributionModel model)
    {
        var ages = Array.ConvertAll(touches, touch => (order.PlacedAt - touch.Time).TotalDays);
        var weights = new double[touches.Length];
        var cents = new long[touches.Length];
        model.Weigh(ages, weights);
        CreditSplit.LargestRemainder(order.Net, weights, cents);
        var sum = weights.Sum();
        return [.. touches.Select((touch, place) => new Credit(order, touch, model.Id, weights[place] / sum, cents[place]))];
    }

    private static string Reason(Journey journey, Order order)
    {
        if (!journey.HasBrowser) return "no_known_browser";
        return journey.Touches.Any(touch => touch.Time <= order.PlacedAt) ? "outside_window" : "no_touch";
    }
}
