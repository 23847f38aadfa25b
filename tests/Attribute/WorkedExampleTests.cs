using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

public sealed class WorkedExampleTests
{
    private const double Exact = 1e-9;

    private static readonly AttributionModel[] Rules =
    [
        new FirstClick(), new LastClick(), new Linear(), new TimeDecay(), new PositionBased(),
        new PositionBased(0.2m, 0.6m, "j_curve"), new PositionBased(0.6m, 0.2m, "inverse_j"),
    ];

    [Theory]
    [InlineData("first", "first_click")]
    [InlineData("last", "last_click")]
    [InlineData("linear", "linear")]
    [InlineData("time_decay_7d", "time_decay")]
    [InlineData("position_40_20_40", "position_based")]
    [InlineData("j_curve_20_20_60", "j_curve")]
    [InlineData("inverse_j_60_20_20", "inverse_j")]
    public void C1_every_rule_model_splits_an_order(string example, string model)
    {
        var expected = Vectors.Output("C1_rule_models").GetProperty(example);
        var (weights, cents) = Paths.Split(C1(), Paths.Settings(Array.Find(Rules, rule => rule.Id == model)!));
        AssertClose(expected.GetProperty("weights").Numbers(), weights);
        Assert.Equal(expected.GetProperty("cents").Cents(), cents);
    }

    [Fact]
    public void C2_cents_that_are_left_go_to_the_earlier_touches()
    {
        var journey = Paths.Journey([Paths.Touch("a", 3), Paths.Touch("b", 2), Paths.Touch("c", 1)], Paths.Order(10_000));
        Assert.Equal(Vectors.Output("C2_cents_rounding").GetProperty("cents").Cents(), Paths.Split(journey, Paths.Settings(new Linear())).Cents);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void C3_position_based_has_its_edges(int touches)
    {
        var journey = Paths.Journey(Enumerable.Range(1, touches).Select(day => Paths.Touch("a", day)), Paths.Order(10_000));
        AssertClose(Vectors.Output("C3_position_edges").GetProperty($"n{touches}").Numbers(), Paths.Split(journey, Paths.Settings(new PositionBased())).Weights);
    }

    [Fact]
    public void C4_a_touch_outside_the_window_does_not_count()
    {
        var days = Vectors.Input("C4_lookback").GetProperty("lookback_days").GetDouble();
        var settings = new AttributionSettings(days, days, 1, [new Linear()]);
        AssertClose(Vectors.Output("C4_lookback").GetProperty("linear_weights").Numbers(), Paths.Split(C1(), settings).Weights);
        Assert.Equal([Vectors.Output("C4_lookback").GetProperty("first").GetString()!], Paths.Credited(C1(), settings with { Models = [new FirstClick()] }));
        Assert.Equal(["pinterest"], Paths.Credited(C1(), new(30, 30, 1, [new FirstClick()])));
    }

    [Fact]
    public void C5_last_non_direct_looks_past_direct_visits()
    {
        var journey = Paths.Journey([Paths.Touch("pinterest", 3), Paths.Touch("meta", 2), Paths.Touch("direct", 1)], Paths.Order(100));
        Assert.Equal(["direct"], Paths.Credited(journey, Paths.Settings(new LastClick())));
        Assert.Equal(["meta"], Paths.Credited(journey, Paths.Settings(new LastNonDirect())));
        Assert.Equal(["direct"], Paths.Credited(Paths.Journey([Paths.Touch("direct", 1)], Paths.Order(100)), Paths.Settings(new LastNonDirect())));
    }

    [Theory]
    [InlineData("age_0")]
    [InlineData("age_1")]
    [InlineData("age_3")]
    [InlineData("age_7")]
    [InlineData("age_14")]
    [InlineData("age_14.01")]
    [InlineData("age_42")]
    public void C6_a_view_fades_and_ends(string age)
    {
        // Beside a click of weight 1, a view of weight v gets v / (1 + v).
        var days = double.Parse(age[4..], System.Globalization.CultureInfo.InvariantCulture);
        var expected = Vectors.Output("C6_view_through_weight").GetProperty(age).GetDouble();
        var view = Paths.Touch("pinterest", days, TouchKind.View);
        var journey = Paths.Journey([view, Paths.Touch("google", 50)], Paths.Order(10_000));
        var (weights, _) = Paths.Split(journey, Views(14));
        Assert.Equal(expected / (1 + expected), weights[1], Exact);
    }

    [Fact]
    public void C7_views_count_beside_clicks_for_less()
    {
        var journey = Paths.Journey(
            [Paths.Touch("google", 10), Paths.Touch("pinterest", 3, TouchKind.View), Paths.Touch("email", 1)], Paths.Order(9_000));
        var (weights, cents) = Paths.Split(journey, Views(14));
        var expected = Vectors.Output("C7_mixed_view_click_linear");
        AssertClose(expected.GetProperty("weights").Numbers(), [weights[1], weights[0], weights[2]]);
        Assert.True(expected.GetProperty("cents").Cents().SequenceEqual([cents[1], cents[0], cents[2]]));
    }

    [Fact]
    public void C8_assists_are_counted_beside_last_touches()
    {
        string[] channels = ["email", "google", "meta", "pinterest"];
        var statistics = new PathStatistics("channel", channels, 1, 0);
        foreach (var journey in Vectors.Input("C8_assists").GetProperty("journeys").EnumerateArray())
            statistics.Add(1, [.. journey.GetProperty("path").EnumerateArray().Select(step => Array.IndexOf(channels, step.GetString()))], journey.GetProperty("value").GetInt64());
        var pinterest = statistics.Assists[3];
        var expected = Vectors.Output("C8_assists");
        Assert.Equal(expected.GetProperty("pinterest_assisted_conversions").GetInt64(), pinterest.Assisted);
        Assert.Equal(expected.GetProperty("pinterest_last_touch").GetInt64(), pinterest.Last);
        Assert.Equal(expected.GetProperty("assisted_value").GetInt64(), pinterest.AssistedValue);
        Assert.Equal(expected.GetProperty("assist_ratio").GetDouble(), pinterest.Ratio);
    }

    [Fact]
    public void D1_markov_removal_effects_of_order_1()
    {
        var fit = Markov.Fit(D1(out var names));
        var expected = Vectors.Output("D1_markov_order1");
        Assert.Equal(expected.GetProperty("base_conversion_probability").GetDouble(), fit.ConversionRate, Exact);
        foreach (var (name, member) in names.Select((name, member) => (name, member)))
        {
            Assert.Equal(expected.GetProperty("removal_effect").GetProperty(name).GetDouble(), fit.RemovalEffects[member], Exact);
            Assert.Equal(expected.GetProperty("attributed_conversions").GetProperty(name).GetDouble(), fit.Conversions[member], 1e-7);
        }

        Assert.InRange(fit.ErrorBound, 0, 1e-13);
    }

    [Fact]
    public void D1_the_chain_has_the_probabilities_of_the_paths()
    {
        var chain = new Chain(D1(out var names));
        var found = new Dictionary<(string From, string To), double>();
        foreach (var (state, probability) in chain.Starts) found[("(start)", names[chain.MembersOf[state][0]])] = probability;
        for (var state = 0; state < chain.States; state++)
        {
            var from = names[chain.MembersOf[state][0]];
            for (var step = chain.Rows[state]; step < chain.Rows[state + 1]; step++) found[(from, names[chain.MembersOf[chain.Next[step]][0]])] = chain.Probability[step];
            found[(from, "(conv)")] = chain.Conversion[state];
        }

        var expected = Vectors.Output("D1_markov_order1").GetProperty("transition").EnumerateObject()
            .SelectMany(from => from.Value.EnumerateObject().Select(to => (Step: (from.Name, to.Name), Probability: to.Value.GetDouble()))).ToList();
        // What is left over ends without a conversion.
        foreach (var (step, probability) in expected.Where(item => item.Step.Item2 == "(null)")) Assert.Equal(probability, 1 - found.Where(item => item.Key.From == step.Item1).Sum(item => item.Value), Exact);
        expected.RemoveAll(item => item.Step.Item2 == "(null)");
        Assert.Equal(expected.Select(item => item.Step).Order(), found.Keys.Order());
        foreach (var (step, probability) in expected) Assert.Equal(probability, found[step], Exact);
    }

    [Fact]
    public void E1_shapley_value_is_the_equal_split_over_distinct_channels()
    {
        var counts = new ShapleyCounts(3);
        foreach (var (path, conversions, _) in Example()) counts.Add(path, conversions, 0);
        var expected = Vectors.Output("E1_shapley_subset_sum").GetProperty("values");
        Assert.Equal(["P", "M", "G"], Names);
        AssertClose([.. Names.Select(name => expected.GetProperty(name).GetDouble())], counts.Conversions());
    }

    [Fact]
    public void E2_conversion_rates_by_set_of_channels()
    {
        var observed = new ObservedPaths([.. Example().Select(path => new ObservedPath([.. path.Path.Select(member => Names[member])], path.Conversions, 0, path.Nulls))]);
        var rates = observed.Sets().ToDictionary(set => string.Join('+', set.Channels), set => set.Rate);
        var expected = Vectors.Output("E2_rate_table").EnumerateObject().ToDictionary(set => set.Name, set => set.Value.GetDouble());
        // A set that nobody's journey had has no rate; the example says 0.
        foreach (var (set, rate) in expected) Assert.Equal(rate, rates.GetValueOrDefault(set), Exact);
        Assert.Subset(expected.Keys.ToHashSet(), rates.Keys.ToHashSet());
    }

    [Fact]
    public void S1_models_that_disagree_about_breakeven_are_said_to()
    {
        var input = Vectors.Input("S1_model_spread");
        var spread = ModelSpread.Of([.. input.GetProperty("roas").EnumerateObject().Select(model => model.Value.GetDecimal())], input.GetProperty("breakeven").GetDecimal());
        var expected = Vectors.Output("S1_model_spread");
        Assert.Equal(expected.GetProperty("min").GetDecimal(), spread.Least);
        Assert.Equal(expected.GetProperty("max").GetDecimal(), spread.Most);
        Assert.Equal(expected.GetProperty("spread_ratio").GetDecimal(), spread.Ratio);
        Assert.Equal(expected.GetProperty("models_above_breakeven").GetInt32(), spread.AboveBreakeven);
        Assert.Equal(expected.GetProperty("verdict").GetString(), spread.Verdict);
    }

    internal static readonly string[] Names = ["P", "M", "G"];

    internal static TransitionCounts D1(out string[] names, int order = 1)
    {
        names = Names;
        var counts = new TransitionCounts(3, order);
        foreach (var (path, conversions, nulls) in Example()) counts.Add(path, conversions, conversions * 100, nulls);
        return counts;
    }

    internal static IEnumerable<(int[] Path, long Conversions, long Nulls)> Example() =>
        Vectors.Input("D1_markov_order1").GetProperty("paths").EnumerateArray().Select(path => (
            path.GetProperty("path").EnumerateArray().Select(step => Array.IndexOf(Names, step.GetString())).ToArray(),
            path.GetProperty("conversions").GetInt64(),
            path.GetProperty("nulls").GetInt64()));

    private static AttributionSettings Views(double days) =>
        new(400, 400, days, [new Linear()]) { Views = new(ViewUse.Weighted, 0.5m, 7) };

    private static Journey C1() => Paths.Journey(
        Vectors.Input("C1_rule_models").GetProperty("touches").EnumerateArray()
            .Select(touch => Paths.Touch(touch.GetProperty("channel").GetString()!, touch.GetProperty("days_before").GetDouble())),
        Paths.Order(12_000));

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var place = 0; place < expected.Length; place++) Assert.Equal(expected[place], actual[place], 5e-9);
    }
}
