using CsCheck;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Tests.Attribute;

public sealed class HalvingTests
{
    private const long Week = 7 * 86_400_000L;

    [Fact]
    public void A_weight_is_the_power_of_two_to_three_parts_in_a_thousand_million() =>
        Gen.Select(Gen.Long[0, 400 * 86_400_000L], Gen.Long[1000, 400 * 86_400_000L]).Holds((age, halfLife) =>
            Assert.Equal(Math.Pow(2, -(double)age / halfLife), (double)new Halving(halfLife).Weight(age) / Halving.Full, 3e-9));

    [Fact]
    public void Whole_half_lives_halve_exactly()
    {
        var halving = new Halving(Week);
        for (var weeks = 0; weeks < 32; weeks++) Assert.Equal(Halving.Full >> weeks, halving.Weight(weeks * Week));
        Assert.Equal(0, halving.Weight(40 * Week));
        Assert.Equal(Halving.Full, halving.Weight(-5));
    }

    [Fact]
    public void An_older_touch_never_weighs_more() =>
        Gen.Select(Gen.Long[0, 400 * 86_400_000L], Gen.Long[0, 10_000]).Holds((age, more) =>
            Assert.True(new Halving(Week).Weight(age) >= new Halving(Week).Weight(age + more)));
}
