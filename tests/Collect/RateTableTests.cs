using System.Globalization;
using Pinstitch.Collect;
using Pinstitch.Measures;
using Pinstitch.Tests.Attribute;

namespace Pinstitch.Tests.Collect;

public sealed class RateTableTests
{
    [Fact]
    public void P1_cost_and_value_at_the_same_rate_leave_ROAS_as_it_is()
    {
        var (input, expected) = (Vectors.Input("P1_currency"), Vectors.Output("P1_currency"));
        var day = new DateOnly(2026, 11, 20);
        var rates = RateTable.Read("USD", string.Create(CultureInfo.InvariantCulture, $"date,currency,rate\n2026-11-20,SEK,{input.GetProperty("rate_usd_per_sek").GetDecimal()}\n")).Value;
        decimal InDollars(string amount) => input.GetProperty(amount).GetDecimal() * rates.Find("SEK", day)!.Value.Rate;
        Assert.Equal(expected.GetProperty("cost_usd").GetDecimal(), InDollars("cost_sek"));
        Assert.Equal(expected.GetProperty("value_usd").GetDecimal(), InDollars("value_sek"));
        Assert.Equal(expected.GetProperty("roas").GetDouble(), Formula.Roas(InDollars("value_sek"), InDollars("cost_sek")));
        // What a dashboard shows whose cost alone was converted.
        Assert.Equal(expected.GetProperty("wrong_if_only_cost_converted").GetDouble(), Formula.Roas(input.GetProperty("value_sek").GetDecimal(), InDollars("cost_sek"))!.Value, 8);
    }
}
