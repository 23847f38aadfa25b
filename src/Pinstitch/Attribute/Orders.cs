using Pinstitch.Land;

namespace Pinstitch.Attribute;

/// <summary>Makes orders out of the events about them.</summary>
public static class Orders
{
    /// <summary>
    /// The orders in a person's events. The shop's own versions are the ledger; a checkout event stands in only for an
    /// order that the shop has told nothing about. A refund without its order waits for it and is no order by itself.
    /// </summary>
    /// <param name="events">In any order.</param>
    public static IReadOnlyList<Order> From(IEnumerable<LandedEvent> events) =>
    [
        .. events
            .Where(item => item is { OrderId: not null, Counts: true } && item.Name is EventNames.Order or EventNames.Refund or EventNames.Checkout)
            .GroupBy(item => item.OrderId!, StringComparer.Ordinal)
            .Select(group => Make(group.Key, [.. Told(group)]))
            .OfType<Order>()
            .OrderBy(order => order.PlacedAt)
            .ThenBy(order => order.OrderId, StringComparer.Ordinal),
    ];

    /// <summary>What was told of an order, by time. A shop may tell a refund again with every change of its order, longer than copies are remembered: it counts once, from the first time.</summary>
    private static IEnumerable<LandedEvent> Told(IEnumerable<LandedEvent> events)
    {
        var refunds = new HashSet<string>(StringComparer.Ordinal);
        return events.OrderBy(item => item.Time).ThenBy(item => item.EventId, StringComparer.Ordinal).Where(item => item.Name != EventNames.Refund || refunds.Add(item.EventId));
    }

    private static Order? Make(string orderId, List<LandedEvent> events)
    {
        var latest = events.FindLast(item => item is { Name: EventNames.Order, Value: not null });
        var standing = latest ?? events.Find(item => item is { Name: EventNames.Checkout, Value: not null });
        if (standing is null) return null;
        var refunds = events.FindAll(item => item.Name == EventNames.Refund && item.Currency == standing.Currency);
        var refunded = Math.Min(standing.Value!.Value, refunds.Sum(item => item.Value ?? 0));
        var placed = latest is null
            ? standing.Time
            : events.Where(item => item.Name == EventNames.Order).Min(item => item.PlacedAt ?? item.Time);
        var versions = refunds.Count + (latest is null ? 1 : events.Count(item => item.Name == EventNames.Order));
        return new(orderId, placed, standing.Value.Value, refunded, standing.Currency!, versions, standing.Source)
        {
            History = [.. History(events, latest is null, standing)],
        };
    }

    /// <summary>The order after each event that changed what it is worth.</summary>
    private static IEnumerable<OrderVersion> History(List<LandedEvent> events, bool isCheckoutOnly, LandedEvent standing)
    {
        var gross = 0L;
        var refunded = 0L;
        var number = 0;
        foreach (var item in events.Where(item => item.Currency == standing.Currency))
        {
            if (item.Value is not { } value) continue;
            var before = Math.Max(0, gross - refunded);
            if (item.Name == EventNames.Refund) refunded += value;
            else if (isCheckoutOnly ? item == standing : item.Name == EventNames.Order) gross = value;
            else continue;
            // A refund that is told before its order waits for it.
            if (gross == 0 && number == 0 && item.Name == EventNames.Refund) continue;
            var net = Math.Max(0, gross - refunded);
            if (number == 0 || net != before) yield return new(++number, item.Time, net, item.Name == EventNames.Refund ? "refund" : number == 1 ? "placed" : "edited");
        }
    }
}
