using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Tests.Attribute;

public sealed class ObservedPathsTests
{
    /// <summary>Vector D1, with values and an order-2 solution made by hand.</summary>
    private static readonly ObservedPath[] D1 =
    [
        new(["P", "M"], 40, 400.5m, 60), new(["P"], 20, 100.25m, 180), new(["M"], 30, 33.3m, 70), new(["M", "P"], 10, 12, 40), new(["P", "G"], 50, 75, 50),
    ];

    [Fact]
    public void Every_model_of_D1_is_what_the_worked_example_says()
    {
        Assert.Equal([31.66041276, 49.95309568, 68.38649156], Conversions(D1, "markov_1"), Near(1e-8));
        Assert.Equal([25, 55, 70], Conversions(D1, "shapley"), Near(1e-12));
        Assert.Equal([0, 40, 110], Conversions(D1, "first"), Near(1e-12));
        Assert.Equal([50, 70, 30], Conversions(D1, "last"), Near(1e-12));
        Assert.Equal([25, 55, 70], Conversions(D1, "linear"), Near(1e-12));
    }

    /// <summary>
    /// Of order 2 each path of D1 is one state, so removing a channel loses what its paths converted: of 150 G 50, M 80, P 120.
    /// </summary>
    [Fact]
    public void Order_2_of_short_paths_loses_the_paths_with_the_channel()
    {
        var effects = new ObservedPaths(D1).Credit(2).Where(item => item.Model == "markov_2").Select(item => item.RemovalEffect!.Value);
        Assert.Equal([50 / 150.0, 80 / 150.0, 120 / 150.0], effects, Near(1e-12));
    }

    [Fact]
    public void Conversions_and_value_of_every_model_sum_to_the_whole()
    {
        foreach (var model in new ObservedPaths(D1).Credit(4).GroupBy(item => item.Model))
        {
            Assert.Equal(150, model.Sum(item => item.Conversions), 1e-9);
            if (model.Key != "shapley_chain") Assert.Equal(621.05, model.Sum(item => item.Value!.Value), 1e-9);
        }
    }

    [Fact]
    public void A_channel_that_never_converts_and_repeats_of_one_get_nothing_more()
    {
        ObservedPath[] paths = [.. D1, new(["never"], 0, 0, 30)];
        Assert.Equal(0, new ObservedPaths(paths).Credit(3).Where(item => item.Channel == "never").Sum(item => item.Conversions));
        ObservedPath[] repeated = [.. D1.Select(path => path with { Path = [.. path.Path.SelectMany(channel => new[] { channel, channel })] })];
        Assert.Equal(Conversions(D1, "markov_1"), Conversions(repeated, "markov_1"), Near(1e-12));
    }

    [Fact]
    public void Fractions_of_conversions_count_as_they_are()
    {
        ObservedPath[] halves = [.. D1.Select(path => path with { Conversions = path.Conversions / 8, Nulls = path.Nulls / 8 })];
        Assert.Equal(Conversions(D1, "markov_1").Select(count => count / 8), Conversions(halves, "markov_1"), Near(1e-12));
        Assert.Throws<ArgumentException>(() => new ObservedPaths([new(["P"], -1, 0, 0)]));
    }

    [Fact]
    public void Places_of_the_ordered_Shapley_value_sum_to_the_unordered() =>
        Assert.Equal(Conversions(D1, "shapley"), new ObservedPaths(D1).Ordered().Select(places => places.Sum()), Near(1e-12));

    private static double[] Conversions(ObservedPath[] paths, string model) => [.. new ObservedPaths(paths).Credit(4).Where(item => item.Model == model).Select(item => item.Conversions)];

    private static EqualityComparer<double> Near(double tolerance) => EqualityComparer<double>.Create((one, other) => Math.Abs(one - other) <= tolerance, _ => 0);
}
