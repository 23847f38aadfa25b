namespace Pinstitch.Attribute;

/// <summary>
/// Credit as it changed: refunds and edits as new versions. An order's touches do not depend on its value, so each version
/// is split over the same touches, exactly; what a touch gets of a version less what it got of the one before is the
/// change. Added up by the day of the touch (click date) or of the order, or by the day of the change, it gives the money
/// as each clock sees it.
/// </summary>
public static class CreditRestatements
{
    /// <returns>By order, model, touch and version; touches whose credit did not change have no row.</returns>
    public static IEnumerable<CreditRestatement> Of(IReadOnlyList<Journey> journeys, AttributionSettings settings, IReadOnlyDictionary<string, long>? effects = null)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        Journey[] versioned = [.. journeys.Select(journey => journey with { Orders = [.. journey.Orders.SelectMany(Versions)] })];
        var byTouch = JourneyCredit.Of(versioned, settings, effects).Credits.GroupBy(credit => (credit.Order.OrderId, credit.Model, credit.Number));
        foreach (var touch in byTouch)
        {
            var before = 0L;
            foreach (var credit in touch.OrderBy(credit => credit.Order.Versions))
            {
                if (credit.Cents == before) continue;
                var version = credit.Order.History.Single();
                yield return new(credit, version, credit.Cents - before);
                before = credit.Cents;
            }
        }
    }

    private static IEnumerable<Order> Versions(Order order) => order.History.Select(version =>
        order with { Gross = version.Net, Refunded = 0, Versions = version.Number, History = [version] });
}
