using System.Numerics;
using CsCheck;
using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Tests.Attribute;

public sealed class ShapleyTests
{
    private const int Members = 5;

    private static readonly Gen<(int[] Path, long Count)[]> PathSets =
        Gen.Select(Gen.Int[0, Members - 1].Array[1, 7], Gen.Long[1, 50]).Array[1, 15];

    [Fact]
    public void The_closed_form_is_the_value_over_all_coalitions() => PathSets.Holds(paths =>
    {
        var counts = new ShapleyCounts(Members);
        foreach (var (path, count) in paths) counts.Add(path, count, count * 7);
        var expected = Enumerate(Members, coalition => paths.Where(path => path.Path.All(member => (coalition >> member & 1) == 1)).Sum(path => path.Count));
        for (var member = 0; member < Members; member++)
        {
            Assert.Equal(expected[member], counts.Conversions()[member], 1e-9);
            Assert.Equal(7 * expected[member], counts.Values()[member], 1e-7);
        }
    }, iter: 200);

    [Fact]
    public void The_ordered_form_sums_to_the_unordered_one() => PathSets.Holds(paths =>
    {
        var (plain, ordered) = (new ShapleyCounts(Members), new OrderedShapley(Members));
        foreach (var (path, count) in paths)
        {
            plain.Add(path, count, 0);
            ordered.Add(path, count);
        }

        for (var member = 0; member < Members; member++) Assert.Equal(plain.Conversions()[member], ordered.Conversions()[member].Sum(), 1e-9);
    }, iter: 100);

    [Fact]
    public void Parts_add_up_to_the_whole() => PathSets.Holds(paths =>
    {
        var (whole, first, second) = (new ShapleyCounts(Members), new ShapleyCounts(Members), new ShapleyCounts(Members));
        foreach (var (path, count) in paths)
        {
            whole.Add(path, count, count);
            (path.Length % 2 == 0 ? first : second).Add(path, count, count);
        }

        second.Add(first);
        Assert.True(whole.Conversions().SequenceEqual(second.Conversions()));
    }, iter: 100);

    [Fact]
    public void The_chain_game_is_the_value_over_all_coalitions_of_the_chain()
    {
        var game = ChainGame.Value(WorkedExampleTests.D1(out _));
        (int[], long, long)[] example = [.. WorkedExampleTests.Example()];
        var expected = Enumerate(3, coalition => ChainRate(example, 3, coalition));
        var scale = 150 / expected.Sum();
        for (var member = 0; member < 3; member++) Assert.Equal(expected[member] * scale, game.Conversions[member], 1e-9);
        Assert.True(game.IsExact);
    }

    [Fact]
    public void So_it_is_on_any_paths() =>
        Gen.Select(Gen.Int[0, 6].Array[1, 8], Gen.Long[0, 9], Gen.Long[1, 9]).Array[1, 12].Holds(paths =>
        {
            var counts = new TransitionCounts(7, 1);
            foreach (var (path, conversions, nulls) in paths) counts.Add(path, conversions, conversions, nulls);
            var game = ChainGame.Value(counts);
            var expected = Enumerate(7, coalition => ChainRate(paths, 7, coalition));
            var scale = expected.Sum() > 0 ? counts.Conversions / expected.Sum() : 0;
            for (var member = 0; member < 7; member++) Assert.Equal(expected[member] * scale, game.Conversions[member], 1e-9 * Math.Max(1, counts.Conversions));
        }, iter: 20);

    [Fact]
    public void Beyond_twenty_members_the_game_is_sampled_and_says_so()
    {
        const int members = 22;
        var counts = new TransitionCounts(members, 1);
        // Members 0 to 19 are alike; 20 opens every path of 21, which converts twice as often.
        for (var member = 0; member < 20; member++) counts.Add([member], 10, 0, 90);
        counts.Add([20, 21], 40, 0, 160);
        var game = ChainGame.Value(counts, 4_000);
        Assert.False(game.IsExact);
        Assert.Equal(240, game.Conversions.Sum(), 1e-6);
        // The pair is worth the same to both: neither converts without the other.
        Assert.InRange(Math.Abs(game.Conversions[20] - 20), 0, 5 * game.StandardErrors[20]);
        Assert.InRange(Math.Abs(game.Conversions[21] - 20), 0, 5 * game.StandardErrors[21]);
        Assert.InRange(game.StandardErrors[20], 1e-3, 1);
    }

    /// <summary>Conversion rate of the chain with only the coalition kept, by a power series.</summary>
    private static double ChainRate((int[] Path, long Conversions, long Nulls)[] paths, int members, int coalition)
    {
        var steps = new double[members + 1, members];
        var convert = new double[members];
        var total = new double[members + 1];
        foreach (var (path, conversions, nulls) in paths)
        {
            var from = 0;
            foreach (var member in path)
            {
                steps[from, member] += conversions + nulls;
                total[from] += conversions + nulls;
                from = member + 1;
            }

            convert[path[^1]] += conversions;
            total[from] += conversions + nulls;
        }

        var at = new double[members];
        for (var member = 0; member < members; member++) at[member] = (coalition >> member & 1) * steps[0, member] / total[0];
        var rate = 0.0;
        for (var step = 0; step < 2_000 && at.Sum() > 1e-18; step++)
        {
            var next = new double[members];
            for (var member = 0; member < members; member++)
            {
                if (at[member] == 0) continue;
                rate += at[member] * convert[member] / total[member + 1];
                for (var other = 0; other < members; other++) next[other] += (coalition >> other & 1) * at[member] * steps[member + 1, other] / total[member + 1];
            }

            at = next;
        }

        return rate;
    }

    /// <summary>The Shapley value by its definition: mean gain over all orders of joining, grouped by coalition.</summary>
    private static double[] Enumerate(int members, Func<int, double> worth)
    {
        var value = new double[members];
        for (var coalition = 0; coalition < 1 << members; coalition++)
        {
            var size = BitOperations.PopCount((uint)coalition);
            for (var member = 0; member < members; member++)
            {
                if ((coalition >> member & 1) == 1) continue;
                var weight = Factorial(size) * Factorial(members - size - 1) / Factorial(members);
                value[member] += weight * (worth(coalition | 1 << member) - worth(coalition));
            }
        }

        return value;
    }

    private static double Factorial(int number) => number < 2 ? 1 : number * Factorial(number - 1);
}
