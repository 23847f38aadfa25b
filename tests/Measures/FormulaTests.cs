using System.Reflection;
using Pinstitch.Measures;

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

    /// <summary>A ledger of seven orders with refunds, by hand: 570 gross, 60 given back, 200 spent on 4 customers.</summary>
    [Fact]
    public void The_ledger_gives_what_a_calculator_gives()
    {
        Assert.Equal(2.55, Formula.Mer(510m, 200m));
        Assert.Equal(50m, Formula.NewCustomerCost(200m, 4));
        Assert.Equal(28.571428571428573, Formula.Cpa(200m, 7));
    }

    /// <summary>Ten orders; standard error √Σv² / spend of a compound Poisson sum.</summary>
    [Fact]
    public void The_interval_of_ROAS_is_that_of_a_compound_Poisson_sum()
    {
        decimal[] values = [120, 80, 40, 200, 60, 95, 150, 30, 75, 110];
        var (low, high) = Formula.RoasInterval(values.Sum(), (double)values.Sum(value => value * value), 250)!.Value;
        Assert.Equal(1.168115446, low, 6);
        Assert.Equal(6.511884554, high, 6);
        Assert.Equal(0, Formula.RoasInterval(1, 100, 250)!.Value.Low);
    }

    [Fact]
    public void Every_id_is_explained_once()
    {
        var ids = typeof(Formula).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(ids.Order(StringComparer.Ordinal), Formula.All.Select(formula => formula.Id).Order(StringComparer.Ordinal));
    }
}
