using Pinstitch.Attribute.Models;

namespace Pinstitch.Attribute;

/// <summary>
/// All that it takes to compute an order's credit again, by anybody, with whole numbers alone (docs/attribute.md has the
/// rules). Written as JSON; <c>lab/Proof/recompute.mjs</c> is a reader that shares no code with this product.
/// </summary>
/// <param name="Format">Version of this shape.</param>
/// <param name="RunId">Run whose credit it is.</param>
/// <param name="Order">The order.</param>
/// <param name="OrdersBefore">Times of the person's earlier orders, milliseconds since 1970.</param>
/// <param name="Settings">Windows and rules.</param>
/// <param name="Models">Models with their numbers.</param>
/// <param name="Effects">Weights of channels in the Markov model; null where it was not fitted.</param>
/// <param name="Touches">All touches of the person up to the order, oldest first.</param>
/// <param name="Credit">What each touch got, by model.</param>
public sealed record OrderProof(
    string Format,
    string RunId,
    ProvenOrder Order,
    IReadOnlyList<long> OrdersBefore,
    ProvenSettings Settings,
    IReadOnlyList<ProvenModel> Models,
    IReadOnlyDictionary<string, long>? Effects,
    IReadOnlyList<ProvenTouch> Touches,
    IReadOnlyList<ProvenCredit> Credit)
{
    /// <param name="runId">The run.</param>
    /// <param name="journey">The person's journey.</param>
    /// <param name="orderId">One of its orders.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="effects">The run's removal effects.</param>
    /// <exception cref="ArgumentException">The journey has no such order.</exception>
    public static OrderProof Of(string runId, Journey journey, string orderId, AttributionSettings settings, IReadOnlyDictionary<string, long>? effects)
    {
        ArgumentNullException.ThrowIfNull(journey);
        ArgumentNullException.ThrowIfNull(settings);
        var order = journey.Orders.FirstOrDefault(item => item.OrderId == orderId)
            ?? throw new ArgumentException($"The journey has no order '{orderId}'.", nameof(orderId));
        Touch[] touches = [.. journey.Touches.Where(touch => Milliseconds(touch.Time) <= Milliseconds(order.PlacedAt))];
        var credit = JourneyCredit.Of([journey], settings, effects).Credits.Where(item => item.Order.OrderId == orderId && item.Cents != 0);
        return new(
            "pinstitch-order-proof/1",
            runId,
            new(order.OrderId, Milliseconds(order.PlacedAt), order.Net, order.Gross, order.Refunded, order.Currency),
            [.. journey.Orders.Where(item => item.PlacedAt < order.PlacedAt).Select(item => Milliseconds(item.PlacedAt))],
            ProvenSettings.Of(settings),
            [.. settings.Models.Select(model => new ProvenModel(model.Id, model.DirectOnlyIfAlone, model is SingleTouch, model.Numbers))],
            effects,
            [.. touches.Select(touch => new ProvenTouch(touch.EventId, Milliseconds(touch.Time), touch.Kind.ToString().ToLowerInvariant(), touch.Channel, Channels.PlatformOf(touch.Channel), touch.CampaignId, touch.AdId, touch.Evidence))],
            [.. credit.Select(item => new ProvenCredit(item.Model, Array.FindIndex(touches, touch => ReferenceEquals(touch, item.Touch)), item.Cents))]);
    }

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
