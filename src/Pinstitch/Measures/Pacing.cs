namespace Pinstitch.Measures;

/// <summary>How a month's spend goes against its budget, if it goes on as it went so far.</summary>
/// <param name="ExpectedToDate">What an even spend would have come to by the end of the day, in currency units.</param>
/// <param name="Pace">Spend to date ÷ expected to date; above 1 the money runs out early. Null for a budget of zero.</param>
/// <param name="ProjectedMonth">The month's spend at the rate so far.</param>
/// <param name="NeededPerDay">What is left for each day that is left, negative when the budget is spent; null on the last day.</param>
public sealed record Pacing(decimal ExpectedToDate, double? Pace, decimal ProjectedMonth, decimal? NeededPerDay)
{
    /// <param name="budget">The month's budget, in currency units; not negative.</param>
    /// <param name="spend">Spend from the month's first day to the end of <paramref name="day"/>.</param>
    /// <param name="day">The last day that is known in full.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public static Pacing Of(decimal budget, decimal spend, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        var days = DateTime.DaysInMonth(day.Year, day.Month);
        var expected = budget * day.Day / days;
        return new(
            expected,
            expected == 0 ? null : (double)(spend / expected),
            spend * days / day.Day,
            day.Day == days ? null : (budget - spend) / (days - day.Day));
    }
}
