using Pinstitch.Attribute;
using Pinstitch.Land;

namespace Pinstitch.Tests.Bugs;

/// <summary>WooCommerce lists an order's refunds with every change of it; copies are remembered for sixty days.</summary>
public sealed class A_refund_told_again_after_months_counted_twice
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_counts_once()
    {
        LandedEvent Event(string id, string name, int day, long value) => new(id, name, Start.AddDays(day), "shop", []) { OrderId = "7", Value = value, Currency = "EUR" };
        var order = Assert.Single(Orders.From([Event("order_7_a", "order", 0, 5000), Event("refund_1", "refund", 2, 1000), Event("order_7_b", "order", 90, 5000), Event("refund_1", "refund", 90, 1000)]));
        Assert.Equal(4000, order.Net);
        Assert.Equal([5000L, 4000L], order.History.Select(version => version.Net));
    }
}
