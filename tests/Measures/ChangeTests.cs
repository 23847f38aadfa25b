using CsCheck;
using Pinstitch.Measures;

namespace Pinstitch.Tests.Measures;

public sealed class ChangeTests
{
    [Fact]
    public void A_small_move_of_few_orders_is_no_clear_change()
    {
        var change = Change.Of(48, 60);
        Assert.Equal(-0.2, change.Relative);
        Assert.Equal(-12 / Math.Sqrt(108), change.Z, 12);
        Assert.False(change.IsClear);
    }

    [Theory]
    [InlineData(100, 60, true)]
    [InlineData(60, 100, true)]
    [InlineData(0, 4, true)]
    [InlineData(0, 3, false)]
    [InlineData(0, 0, false)]
    public void Counts_are_clear_when_chance_seldom_does_it(long now, long before, bool clear) => Assert.Equal(clear, Change.Of(now, before).IsClear);

    [Fact]
    public void One_large_order_does_not_make_a_clear_change()
    {
        decimal[] before = [.. Enumerable.Repeat(50m, 20)];
        Assert.False(Change.Of([.. before, 900m], before).IsClear);
        Assert.True(Change.Of([.. Enumerable.Repeat(50m, 38)], before).IsClear);
    }

    [Fact]
    public void With_nothing_before_there_is_no_relative_change() => Assert.Null(Change.Of(5, 0).Relative);

    [Fact]
    public void Swapping_the_periods_only_turns_the_sign() =>
        Gen.Select(Gen.Int[0, 300].Array[0, 20], Gen.Int[0, 300].Array[0, 20]).Holds((now, before) =>
        {
            decimal[] first = [.. now.Select(value => (decimal)value)];
            decimal[] second = [.. before.Select(value => (decimal)value)];
            return Change.Of(first, second).Z == -Change.Of(second, first).Z;
        });
}
