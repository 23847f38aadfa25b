using CsCheck;
using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Tests.Attribute;

/// <summary>What game theory asks of a fair split, of both data-driven models, on random paths.</summary>
public sealed class DataDrivenLawTests
{
    private const int Members = 5;

    private static readonly Gen<(int[] Path, long Conversions, long Nulls)[]> PathSets =
        Gen.Select(Gen.Int[0, Members - 1].Array[1, 6], Gen.Long[0, 9], Gen.Long[0, 9])
            .Where((_, conversions, nulls) => conversions + nulls > 0)
            .Array[1, 12]
            .Where(paths => paths.Any(path => path.Item2 > 0));

    [Fact]
    public void Members_that_change_places_change_their_credit() =>
        Gen.Select(PathSets, Gen.Int[1, 3], Gen.Int[0, Members - 1], Gen.Int[0, Members - 1]).Holds(
            (paths, order, one, other) =>
            {
                int Swapped(int member) => member == one ? other : member == other ? one : member;
                var (before, after) = (Fit(paths, order), Fit([.. paths.Select(path => (Array.ConvertAll(path.Path, Swapped), path.Conversions, path.Nulls))], order));
                for (var member = 0; member < Members; member++) AssertSame(before, after, member, Swapped(member));
            },
            iter: 200);

    [Fact]
    public void Members_that_stand_for_each_other_get_the_same() =>
        Gen.Select(PathSets, Gen.Int[1, 3]).Holds(
            (paths, order) =>
            {
                // Each path once more with the two exchanged.
                static int Exchanged(int member) => member switch { 0 => 1, 1 => 0, _ => member };
                var fit = Fit([.. paths, .. paths.Select(path => (Array.ConvertAll(path.Path, Exchanged), path.Conversions, path.Nulls))], order);
                AssertSame(fit, fit, 0, 1);
            },
            iter: 200);

    [Fact]
    public void Credit_sums_to_all_conversions_and_whoever_is_in_no_converting_path_gets_nothing_and_takes_nothing() =>
        Gen.Select(PathSets, Gen.Int[1, 3], Gen.Int[0, Members - 1].Array[0, 3], Gen.Long[1, 9]).Holds(
            (paths, order, with, nulls) =>
            {
                // One more member, which comes in paths without conversion alone.
                var (before, after) = (Fit(paths, order), Fit([.. paths, ([.. with, Members], 0, nulls)], order));
                Assert.Equal(0, after.Shapley[Members]);
                Assert.Equal(0, after.Markov.Conversions[Members], 1e-9);
                Assert.Equal(0, after.Markov.Values[Members], 1e-7);
                Assert.Equal(before.Shapley, after.Shapley);
                var conversions = paths.Sum(path => path.Conversions);
                Assert.Equal(conversions, after.Shapley.Sum(), 1e-9);
                Assert.Equal(conversions, after.Markov.Conversions.Sum(), 1e-8);
                Assert.Equal(paths.Sum(path => AbsorbingChain.Value(path.Path, path.Conversions)), after.Markov.Values.Sum(), 1e-6);
            },
            iter: 200);

    private static (MarkovFit Markov, double[] Shapley) Fit((int[] Path, long Conversions, long Nulls)[] paths, int order)
    {
        var (transitions, shapley) = (new TransitionCounts(Members + 1, order), new ShapleyCounts(Members + 1));
        foreach (var (path, conversions, nulls) in paths)
        {
            transitions.Add(path, conversions, AbsorbingChain.Value(path, conversions), nulls);
            shapley.Add(path, conversions, 0);
        }

        return (Markov.Fit(transitions), shapley.Conversions());
    }

    private static void AssertSame((MarkovFit Markov, double[] Shapley) one, (MarkovFit Markov, double[] Shapley) other, int member, int there)
    {
        Assert.Equal(one.Shapley[member], other.Shapley[there], 1e-9);
        Assert.Equal(one.Markov.RemovalEffects[member], other.Markov.RemovalEffects[there], 1e-9);
        Assert.Equal(one.Markov.Conversions[member], other.Markov.Conversions[there], 1e-8);
    }
}
