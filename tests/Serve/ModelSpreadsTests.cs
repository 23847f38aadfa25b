using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Serve;
using Pinstitch.Tests.Attribute;

namespace Pinstitch.Tests.Serve;

public sealed class ModelSpreadsTests
{
    [Fact]
    public void S1_is_served_with_the_models_at_both_ends()
    {
        var (input, expected) = (Vectors.Input("S1_model_spread"), Vectors.Output("S1_model_spread"));
        (string Id, string Example)[] models = [("first_click", "first"), ("last_click", "last"), ("linear", "linear"), ("position_based", "position"), ("time_decay", "time_decay")];
        var roas = models.ToDictionary(model => model.Id, model => input.GetProperty("roas").GetProperty(model.Example).GetDecimal());
        var spread = Assert.Single(ModelSpreads.Make(Settings(input.GetProperty("breakeven").GetDecimal()), roas.Select(model => Summary(model.Key, model.Value * 250, 250))));
        Assert.Equal((expected.GetProperty("min").GetDouble(), expected.GetProperty("max").GetDouble()), (spread.LeastRoas, spread.MostRoas));
        Assert.Equal(("last_click", "first_click"), (spread.LeastModelId, spread.MostModelId));
        Assert.Equal(expected.GetProperty("spread_ratio").GetDouble(), spread.SpreadRatio);
        Assert.Equal(expected.GetProperty("models_above_breakeven").GetInt32(), spread.ModelsAboveBreakeven);
        Assert.Equal(expected.GetProperty("verdict").GetString(), spread.Verdict);
    }

    [Theory]
    [InlineData(1.4, "above_breakeven", 5)]
    [InlineData(1.5, "above_breakeven", 5)]
    [InlineData(1.6, "depends_on_model", 4)]
    [InlineData(6.1, "below_breakeven", 0)]
    public void Models_agree_or_not_by_the_break_even_of_the_configuration(double breakeven, string verdict, int above)
    {
        decimal[] roas = [6.0m, 1.5m, 3.1m, 3.6m, 2.4m];
        string[] ids = ["last_click", "first_click", "linear", "time_decay", "position_based"];
        var spread = Assert.Single(ModelSpreads.Make(Settings((decimal)breakeven), ids.Zip(roas, (id, ratio) => Summary(id, ratio * 10, 10))));
        Assert.Equal((verdict, above), (spread.Verdict, spread.ModelsAboveBreakeven));
    }

    [Fact]
    public void Without_spend_there_is_a_range_of_revenue_and_no_verdict()
    {
        var spread = Assert.Single(ModelSpreads.Make(Settings(1), [Summary("last_click", 0, null), Summary("linear", 30, null), Summary("first_click", 0, null, Channels.Email)]));
        Assert.Equal((0m, 30m, null, string.Empty), (spread.LeastRevenue, spread.MostRevenue, spread.SpreadRatio, spread.Verdict));
        Assert.Null(spread.LeastRoas);
        Assert.Null(spread.ModelsAboveBreakeven);
    }

    [Fact]
    public void Models_that_the_configuration_no_longer_has_are_compared_too()
    {
        var spread = Assert.Single(ModelSpreads.Make(Settings(1), [Summary("shapley", 5, 10), Summary("linear", 20, 10)]));
        Assert.Equal(("shapley", "linear", "depends_on_model"), (spread.LeastModelId, spread.MostModelId, spread.Verdict));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("101")]
    public void A_break_even_that_cannot_be_is_refused(string breakeven) =>
        Assert.Contains("attribution.breakevenRoas must be above 0", MeasurementReader.Read(Text(breakeven)).TryGet(out _, out var fault) ? string.Empty : fault.Text, StringComparison.Ordinal);

    private static Measurement Settings(decimal breakeven) =>
        MeasurementReader.Read(Text(breakeven.ToString(System.Globalization.CultureInfo.InvariantCulture))).TryGet(out var measurement, out var fault) ? measurement : throw new InvalidOperationException(fault.Text);

    private static string Text(string breakeven) => $$"""{ "shop": { "name": "S", "currency": "EUR", "timeZone": "UTC" }, "attribution": { "breakevenRoas": {{breakeven}} } }""";

    private static ChannelSummary Summary(string model, decimal revenue, decimal? spend, string channel = Channels.PinterestPaid) => new()
    {
        Period = "all",
        FromDate = new(2026, 1, 1),
        ToDate = new(2026, 1, 31),
        ModelId = model,
        WindowId = "c30-s30-v1",
        Channel = channel,
        Currency = "EUR",
        Spend = spend,
        CreditedRevenue = revenue,
        CreditedOrders = 1,
        RunId = "run",
    };
}
