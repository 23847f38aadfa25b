using CsCheck;
using Pinstitch.Measures;
using Pinstitch.Tests.Attribute;

namespace Pinstitch.Tests.Measures;

public sealed class PacingTests
{
    [Fact]
    public void M2_a_month_that_spends_too_fast_is_told_what_is_left()
    {
        var input = Vectors.Input("M2_pacing");
        var day = Enumerable.Range(1, 12).Select(month => new DateOnly(2026, month, input.GetProperty("day").GetInt32()))
            .First(date => DateTime.DaysInMonth(date.Year, date.Month) == input.GetProperty("days_in_month").GetInt32());
        var pacing = Pacing.Of(input.GetProperty("month_budget").GetDecimal(), input.GetProperty("spend_to_date").GetDecimal(), day);
        var expected = Vectors.Output("M2_pacing");
        Assert.Equal(expected.GetProperty("expected_to_date").GetDecimal(), pacing.ExpectedToDate);
        Assert.Equal(expected.GetProperty("pace").GetDouble(), pacing.Pace!.Value, 9);
        Assert.Equal(expected.GetProperty("projected_month").GetDouble(), (double)pacing.ProjectedMonth, 5);
        Assert.Equal(expected.GetProperty("needed_per_day").GetDouble(), (double)pacing.NeededPerDay!.Value, 7);
    }

    [Fact]
    public void Nothing_is_needed_of_days_that_there_are_none_of()
    {
        Assert.Null(Pacing.Of(100, 90, new(2026, 2, 28)).NeededPerDay);
        Assert.Null(Pacing.Of(0, 0, new(2026, 2, 3)).Pace);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pacing.Of(-1, 0, new(2026, 2, 3)));
    }

    /// <summary>Who spends what is needed from now on ends at the budget.</summary>
    [Fact]
    public void What_is_needed_meets_the_budget() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[0, 364]).Holds((budget, spend, offset) =>
        {
            var day = new DateOnly(2026, 1, 1).AddDays(offset);
            var pacing = Pacing.Of(budget, spend, day);
            var left = DateTime.DaysInMonth(day.Year, day.Month) - day.Day;
            return pacing.NeededPerDay is not { } needed ? left == 0 : Math.Abs(spend + (needed * left) - budget) < 0.000001m;
        });
}
