using CsCheck;
using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Tests.Attribute;

public sealed class MarkovTests
{
    private static readonly Gen<(int[] Path, long Conversions, long Nulls)[]> PathSets =
        Gen.Select(Gen.Int[0, 3].Array[1, 6], Gen.Long[0, 9], Gen.Long[0, 9])
            .Where((_, conversions, nulls) => conversions + nulls > 0)
            .Array[1, 12];

    [Fact]
    public void Removal_effects_of_every_order_are_those_of_an_exact_absorbing_chain() =>
        Gen.Select(PathSets, Gen.Int[1, 4]).Where((paths, _) => paths.Any(path => path.Conversions > 0)).Holds((paths, order) =>
        {
            var fit = Markov.Fit(Counts(paths, order, 4));
            var oracle = new AbsorbingChain(paths, order);
            var whole = oracle.Conversion(removed: -1, byValue: false);
            Assert.Equal(whole.Value, fit.ConversionRate, 1e-12);
            for (var member = 0; member < 4; member++)
            {
                Assert.Equal(((whole - oracle.Conversion(member, byValue: false)) / whole).Value, fit.RemovalEffects[member], 1e-9);
                var value = oracle.Conversion(-1, byValue: true);
                Assert.Equal(((value - oracle.Conversion(member, byValue: true)) / value).Value, fit.ValueEffects[member], 1e-9);
            }
        }, iter: 150);

    [Fact]
    public void The_conversion_rate_is_conversions_over_paths_at_every_order() =>
        Gen.Select(PathSets, Gen.Int[1, 4]).Holds((paths, order) =>
        {
            var counts = Counts(paths, order, 4);
            Assert.Equal((double)counts.Conversions / (counts.Conversions + counts.Nulls), Markov.Fit(counts).ConversionRate, 1e-12);
        }, iter: 200);

    [Fact]
    public void Counting_in_parts_and_adding_up_changes_no_bit() =>
        Gen.Select(PathSets, Gen.Int[1, 3], Gen.Int[0, 12]).Holds((paths, order, cut) =>
        {
            cut = Math.Min(cut, paths.Length);
            var whole = Counts(paths, order, 4);
            var other = Counts(paths[cut..], order, 4);
            other.Add(Counts(paths[..cut], order, 4));
            Assert.Equal(Text(whole), Text(other));
            // And through storage, with the members numbered the other way round there.
            var there = new TransitionCounts(4, order);
            foreach (var (path, conversions, nulls) in paths)
                there.Add(Array.ConvertAll(path, member => 3 - member), conversions, AbsorbingChain.Value(path, conversions), nulls);
            var read = new TransitionCounts(4, order);
            read.Add(there.ToRows(), 4, [3, 2, 1, 0]);
            Assert.Equal(Text(whole), Text(read));
            other.Add(Counts(paths, order, 4), -1);
            Assert.Empty(other.ToRows().Steps);
        }, iter: 200);

    [Fact]
    public void A_member_in_no_converting_path_gets_nothing_and_equal_members_get_the_same()
    {
        var counts = new TransitionCounts(4, 1);
        counts.Add([0, 2], 10, 1000, 5);
        counts.Add([1, 2], 10, 1000, 5);
        counts.Add([3], 0, 0, 30);
        var fit = Markov.Fit(counts);
        Assert.Equal(fit.Conversions[0], fit.Conversions[1], 1e-12);
        Assert.Equal(0, fit.Conversions[3]);
        Assert.Equal(20, fit.Conversions.Sum(), 1e-9);
        Assert.Equal(2000, fit.Values.Sum(), 1e-9);
    }

    [Fact]
    public void Sweeps_and_the_factorisation_agree()
    {
        var counts = WorkedExampleTests.D1(out _);
        var chain = new Chain(counts);
        var (direct, swept) = (FundamentalMatrix.Solve(chain, 3), RemovalSweeps.Solve(chain, 3, 2));
        for (var member = 0; member < 4; member++)
        {
            Assert.Equal(direct.Conversion[member], swept.Conversion[member], 1e-13);
            Assert.Equal(direct.Value[member], swept.Value[member], 1e-10);
        }
    }

    /// <summary>More members than a register has lanes, and paths that go round and round: the slowest that sweeps can have it.</summary>
    [Theory]
    [InlineData(5, 4)]
    [InlineData(40, 6)]
    [InlineData(100, 4)]
    [InlineData(3, 400)]
    public void Sweeps_over_any_number_of_members_are_within_their_bound_of_the_factorisation(int members, int touches)
    {
        var counts = new TransitionCounts(members, 1);
        var draw = new SplitMix(7);
        int Below(int bound) => (int)(draw.Next() % (ulong)bound);
        for (var path = 0; path < 40 * members; path++)
        {
            int[] taken = [.. Enumerable.Range(0, 1 + Below(2 * touches)).Select(_ => Math.Min(Below(members), Below(members)))];
            counts.Add(taken, path % 3 == 0 ? 1 : 0, path % 3 == 0 ? 100 + Below(900) : 0, path % 3 == 0 ? 0 : 1);
        }

        var chain = new Chain(counts);
        var (direct, swept) = (FundamentalMatrix.Solve(chain, members), RemovalSweeps.Solve(chain, members, 2));
        var single = RemovalSweeps.Solve(chain, members, 1);
        Assert.InRange(swept.ErrorBound, 0, 1e-10);
        for (var column = 0; column <= members; column++)
        {
            Assert.InRange(Math.Abs(direct.Conversion[column] - swept.Conversion[column]), 0, swept.ErrorBound + direct.ErrorBound);
            Assert.Equal(direct.Value[column], swept.Value[column], 1e-8);
            Assert.Equal(swept.Conversion[column], single.Conversion[column]);
            Assert.Equal(swept.Value[column], single.Value[column]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Where_nothing_converts_nobody_has_an_effect(int order)
    {
        var fit = Markov.Fit(Counts([([0, 1, 2], 0, 5), ([3], 0, 2), ([1, 1, 1, 1, 1, 1], 0, 1)], order, 4));
        Assert.Equal(0, fit.ConversionRate);
        Assert.All(fit.RemovalEffects, effect => Assert.Equal(0, effect));
        Assert.All(fit.Conversions, conversions => Assert.Equal(0, conversions));
    }

    [Fact]
    public void A_chain_that_remembers_more_than_any_path_has_gives_each_path_to_its_members()
    {
        var fit = Markov.Fit(Counts([([0, 1], 3, 1), ([2], 5, 0), ([1], 0, 4)], 4, 4));
        double[] expected = [3 / 8.0, 3 / 8.0, 5 / 8.0, 0];
        for (var member = 0; member < 4; member++) Assert.Equal(expected[member], fit.RemovalEffects[member], 1e-12);
    }

    [Fact]
    public void Counts_are_the_same_whether_few_or_many_of_the_numbers_there_are_occur()
    {
        const long size = 1L << 19;
        var (few, many) = (new CountMap(size), new CountMap(size));
        var expected = new SortedDictionary<long, long>();
        var draw = new SplitMix(3);
        for (var count = 0; count < 200_000; count++)
        {
            var number = (long)(draw.Next() % size);
            many.Add(number, 1);
            if (count >= 1_000) continue;
            few.Add(number, 1);
            expected[number] = expected.GetValueOrDefault(number) + 1;
        }

        Assert.Equal(expected.Select(entry => (entry.Key, entry.Value)), few.Entries());
        Assert.Equal(200_000, many.Entries().Sum(entry => entry.Count));
        Assert.Equal(many.Entries().OrderBy(entry => entry.Number), many.Entries());
        many.Add(few, -1);
        many.Add(few, 1);
        few.Add(many, 1);
        few.Add(many, -1);
        Assert.Equal(expected.Select(entry => (entry.Key, entry.Value)), few.Entries());
    }

    [Fact]
    public void A_chain_without_paths_is_refused() => Assert.Throws<ArgumentException>(() => Markov.Fit(new(3, 1)));

    private static TransitionCounts Counts((int[] Path, long Conversions, long Nulls)[] paths, int order, int members)
    {
        var counts = new TransitionCounts(members, order);
        foreach (var (path, conversions, nulls) in paths) counts.Add(path, conversions, AbsorbingChain.Value(path, conversions), nulls);
        return counts;
    }

    private static string Text(TransitionCounts counts) => System.Text.Json.JsonSerializer.Serialize(counts.ToRows());
}
