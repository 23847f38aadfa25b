using Pinstitch.Attribute;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Tests.Attribute;

/// <summary>2^(−age ÷ half-life) in units of 2^-31.</summary>
internal static class Halvings
{
    public static Fraction Of(Touch touch, Order order, double days) => Weight(order.PlacedAt - touch.Time, days);

    public static Fraction Between(Touch touch, Touch youngest, double days) => Weight(youngest.Time - touch.Time, days);

    private static Fraction Weight(TimeSpan age, double days) => new Halving((long)(days * 86_400_000)).Weight((long)age.TotalMilliseconds);
}
