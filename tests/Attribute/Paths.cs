using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

/// <summary>Journeys with one order, written down shortly.</summary>
internal static class Paths
{
    public static readonly DateTimeOffset OrderTime = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Touch Touch(string channel, double daysBefore, TouchKind kind = TouchKind.Click, int number = 0) =>
        new($"{channel}-{daysBefore}-{number}", OrderTime.AddDays(-daysBefore), channel, kind, null, null, "test");

    public static Order Order(long cents, string id = "o1", double daysLater = 0) =>
        new(id, OrderTime.AddDays(daysLater), cents, 0, "EUR", 1, "shop");

    public static Journey Journey(IEnumerable<Touch> touches, params Order[] orders) =>
        new(1, [.. touches.OrderBy(touch => touch.Time)], orders, HasBrowser: true);

    public static AttributionSettings Settings(params AttributionModel[] models) => new(400, 400, 30, models);

    /// <summary>Credit of the first order by touch, in order of time.</summary>
    public static (double[] Weights, long[] Cents) Split(Journey journey, AttributionSettings settings)
    {
        var order = journey.Orders[0];
        var credits = JourneyCredit.Of(journey, settings).Credits.Where(credit => credit.Order == order).ToList();
        return ([.. journey.Touches.Select(touch => credits.Find(credit => credit.Touch == touch)?.Weight ?? 0)],
            [.. journey.Touches.Select(touch => credits.Find(credit => credit.Touch == touch)?.Cents ?? 0)]);
    }

    public static string[] Credited(Journey journey, AttributionSettings settings) =>
        [.. JourneyCredit.Of(journey, settings).Credits.Where(credit => credit.Cents != 0).Select(credit => credit.Touch.Channel)];
}
