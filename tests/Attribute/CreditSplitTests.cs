using CsCheck;
using Pinstitch.Attribute;

namespace Pinstitch.Tests.Attribute;

public sealed class CreditSplitTests
{
    private static readonly Gen<long[]> Weights = Gen.Frequency(
        (5, Gen.Long[0, 3].Array[1, 9]),
        (5, Gen.Long[0, 1L << 31].Array[1, 30]),
        (2, Gen.Long[0, long.MaxValue].Array[1, 12]),
        (1, Gen.Long[0, 5].Array[60, 300]));

    private static readonly Gen<long> Totals = Gen.Frequency((5, Gen.Long[-500, 500]), (5, Gen.Long[-1L << 33, 1L << 33]), (1, Gen.Long));

    [Fact]
    public void A_split_is_the_largest_remainder_in_exact_arithmetic() =>
        Gen.Select(Totals, Weights).Where((_, weights) => weights.Any(weight => weight > 0)).Holds((total, weights) =>
        {
            var parts = new long[weights.Length];
            CreditSplit.LargestRemainder(total, weights, parts);
            Assert.Equal(Oracle(total, weights), parts);
        });

    [Fact]
    public void An_even_split_is_the_split_by_equal_weights() =>
        Gen.Select(Gen.Long[-100_000, 100_000], Gen.Int[1, 90]).Holds((total, count) =>
        {
            var (evenly, byWeight) = (new long[count], new long[count]);
            CreditSplit.Evenly(total, evenly);
            CreditSplit.LargestRemainder(total, Enumerable.Repeat(7L, count).ToArray(), byWeight);
            Assert.Equal(byWeight, evenly);
        });

    [Fact]
    public void Scaling_all_weights_changes_nothing() =>
        Gen.Select(Gen.Long[-100_000, 100_000], Gen.Long[0, 1000].Array[1, 20], Gen.Long[1, 1L << 40]).Where((_, weights, _) => weights.Any(weight => weight > 0)).Holds((total, weights, scale) =>
        {
            var (one, other) = (new long[weights.Length], new long[weights.Length]);
            CreditSplit.LargestRemainder(total, weights, one);
            CreditSplit.LargestRemainder(total, Array.ConvertAll(weights, weight => weight * scale), other);
            Assert.Equal(one, other);
        });

    [Fact]
    public void Weights_of_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CreditSplit.LargestRemainder(5, [0, 0], new long[2]));
        Assert.Throws<ArgumentException>(() => CreditSplit.LargestRemainder(5, [1, -1], new long[2]));
        Assert.Throws<ArgumentException>(() => CreditSplit.LargestRemainder(5, [1, 1], new long[1]));
    }

    internal static long[] Oracle(long total, long[] weights)
    {
        var sum = weights.Aggregate((Fraction)0, (all, weight) => all + weight);
        var amount = new Fraction(System.Numerics.BigInteger.Abs(total), 1);
        var shares = weights.Select(weight => amount * weight / sum).ToArray();
        var parts = shares.Select(share => share.Floor).ToArray();
        var left = (int)(amount.Top - parts.Aggregate((all, part) => all + part));
        foreach (var place in shares.Select((share, place) => (Left: share - new Fraction(parts[place], 1), place)).OrderByDescending(item => item.Left).ThenBy(item => item.place).Take(left)) parts[place.place]++;
        return [.. parts.Select(part => (long)(part * Math.Sign(total)))];
    }
}
