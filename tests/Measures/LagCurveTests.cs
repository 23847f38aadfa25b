using CsCheck;
using Pinstitch.Measures;

namespace Pinstitch.Tests.Measures;

public sealed class LagCurveTests
{
    private static readonly DateOnly Night = new(2026, 3, 31);

    [Fact]
    public void Credit_is_in_by_the_days_it_took_others()
    {
        var curve = LagCurve.Of([.. Enumerable.Repeat((0, 60L), 50), .. Enumerable.Repeat((10, 40L), 50)])!;
        Assert.Equal([0, 0.6, 0.6, 1, 1], new[] { -1, 0, 9, 10, 400 }.Select(curve.After));
    }

    [Fact]
    public void Spend_is_as_ripe_as_its_days()
    {
        var curve = LagCurve.Of([.. Enumerable.Repeat((0, 60L), 50), .. Enumerable.Repeat((10, 40L), 50)])!;
        Assert.Equal(0.7, curve.Maturity([(Night, 300m), (Night.AddDays(-10), 100m)], Night)!.Value, 12);
        Assert.Null(curve.Maturity([(Night, 0m)], Night));
        Assert.Null(curve.Maturity([], Night));
    }

    [Fact]
    public void Too_little_teaches_nothing() => Assert.Null(LagCurve.Of(Enumerable.Repeat((0, 60L), 49)));

    [Fact]
    public void The_curve_never_falls_and_ends_at_one() =>
        Gen.Select(Gen.Int[0, 40], Gen.Long[1, 10_000]).Array[50, 200].Holds(rows =>
        {
            var curve = LagCurve.Of(rows)!;
            return Enumerable.Range(0, 45).All(day => curve.After(day) >= curve.After(day - 1)) && curve.After(45) == 1;
        });
}
