using System.Reflection;
using Pinstitch.Measures;
using Pinstitch.Tests.Attribute;

namespace Pinstitch.Tests.Measures;

public sealed class FormulaTests
{
    [Fact]
    public void A_denominator_of_zero_and_missing_spend_give_no_number()
    {
        Assert.Null(Formula.Roas(10, 0));
        Assert.Null(Formula.Roas(10, null));
        Assert.Null(Formula.Mer(10, null));
        Assert.Null(Formula.Cpa(0, 3));
        Assert.Null(Formula.Cpa(10, 0));
        Assert.Null(Formula.NewCustomerCost(10, 0));
        Assert.Null(Formula.NewCustomerCost(null, 3));
        Assert.Null(Formula.KnownTouch(0, 0));
        Assert.Null(Formula.ClaimRatio(null, 10));
        Assert.Null(Formula.ClaimRatio(10, 0));
        Assert.Null(Formula.RoasInterval(10, 100, 0));
    }

    [Fact]
    public void B1_a_ledger_of_orders_gives_its_ratios()
    {
        var (input, expected) = (Vectors.Input("B1_ledger"), Vectors.Output("B1_ledger"));
        var orders = input.GetProperty("orders").EnumerateArray()
            .Select(order => (Customer: order.GetProperty("customer").GetString()!, Net: order.GetProperty("gross").GetDecimal() - order.GetProperty("refund").GetDecimal()))
            .ToList();
        var spend = input.GetProperty("marketing_spend").GetDecimal();
        Assert.Equal(expected.GetProperty("net_revenue").GetDecimal(), orders.Sum(order => order.Net));
        Assert.Equal(expected.GetProperty("mer_net").GetDouble(), Formula.Mer(orders.Sum(order => order.Net), spend));
        Assert.Equal(expected.GetProperty("ncac").GetDecimal(), Formula.NewCustomerCost(spend, orders.Select(order => order.Customer).Distinct().Count()));
        Assert.Equal(expected.GetProperty("blended_cpa_order").GetDouble(), Formula.Cpa(spend, orders.Count)!.Value, 8);
    }

    [Theory]
    [InlineData("checkout")]
    [InlineData("lead")]
    [InlineData("signup")]
    public void B2_cost_per_acquisition_by_type(string type)
    {
        var input = Vectors.Input("B2_cpa_by_type");
        var cpa = Formula.Cpa(input.GetProperty("spend").GetDecimal(), input.GetProperty("conversions").GetProperty(type).GetDouble());
        Assert.Equal(Vectors.Output("B2_cpa_by_type").GetProperty(type).GetDouble(), cpa!.Value, 8);
    }

    /// <summary>Standard error √Σv² ÷ spend of a compound Poisson sum.</summary>
    [Fact]
    public void B3_the_interval_of_ROAS_is_that_of_a_compound_Poisson_sum()
    {
        var (input, expected) = (Vectors.Input("B3_roas_uncertainty"), Vectors.Output("B3_roas_uncertainty"));
        decimal[] values = [.. input.GetProperty("attributed_order_values").EnumerateArray().Select(value => value.GetDecimal())];
        var spend = input.GetProperty("spend").GetDecimal();
        Assert.Equal(expected.GetProperty("roas").GetDouble(), Formula.Roas(values.Sum(), spend));
        var (low, high) = Formula.RoasInterval(values.Sum(), (double)values.Sum(value => value * value), spend)!.Value;
        Assert.Equal(expected.GetProperty("ci95").Numbers()[0], low, 6);
        Assert.Equal(expected.GetProperty("ci95").Numbers()[1], high, 6);
        Assert.Equal(expected.GetProperty("se_compound_poisson").GetDouble(), (high - low) / 2 / 1.959964, 8);
        Assert.Equal(0, Formula.RoasInterval(1, 100, 250)!.Value.Low);
    }

    [Fact]
    public void Every_id_is_explained_once()
    {
        var ids = typeof(Formula).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(ids.Order(StringComparer.Ordinal), Formula.All.Select(formula => formula.Id).Order(StringComparer.Ordinal));
    }
}
