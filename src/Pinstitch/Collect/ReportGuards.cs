using System.Globalization;

namespace Pinstitch.Collect;

/// <summary>What a report must satisfy before it is published.</summary>
public static class ReportGuards
{
    /// <summary>A closed day's spend may change by this share without anybody being told.</summary>
    public const decimal MostSpendChange = 0.05m;

    /// <summary>Days after which a day counts as closed for <see cref="MostSpendChange"/>.</summary>
    public const int ClosedAfterDays = 7;

    /// <summary>How much lower levels may exceed the level above: rounding of fractions of cents.</summary>
    public const decimal MostGap = 0.001m;

    /// <summary>Checks a report against what was asked, the account, and what was believed before.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="currency">The account's currency.</param>
    /// <param name="days">Totals of the days that came.</param>
    /// <param name="currencies">Currencies that the rows name.</param>
    /// <param name="before">Totals of the days as they were published before; days that were not are missing.</param>
    /// <param name="today">Today, in the platform's days.</param>
    public static IReadOnlyList<GuardFinding> Check(
        ReportRequest request,
        string currency,
        IReadOnlyDictionary<DateOnly, DayTotals> days,
        IReadOnlySet<string> currencies,
        IReadOnlyDictionary<DateOnly, DayTotals> before,
        DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(currencies);
        ArgumentNullException.ThrowIfNull(before);
        var findings = new List<GuardFinding>();
        if (days.Keys.FirstOrDefault(day => day < request.From || day > request.To) is var outside && outside != default)
            findings.Add(new("date-outside", Text($"A row is dated {outside:yyyy-MM-dd}, outside {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}."), outside, Holds: true));
        if (currencies.FirstOrDefault(named => named != currency) is { } foreign)
            findings.Add(new("currency-change", $"Rows are in {foreign}, the account is configured in {currency}. Correct the account's currency.", Holds: true));
        foreach (var (day, was) in before)
        {
            var now = days.GetValueOrDefault(day);
            if (was.Rows > 0 && now.Rows == 0)
                findings.Add(new("zero-after-non-zero", Text($"{request.Report} had {was.Rows} rows for {day:yyyy-MM-dd} and now has none: see whether something was switched off on that day."), day, PullsAgain: true));
            else if (was.SpendMicros > 0 && now.SpendMicros == 0)
                findings.Add(new("zero-after-non-zero", Text($"{request.Report} had a spend of {was.SpendMicros / 1_000_000m:0.00} {currency} for {day:yyyy-MM-dd} and now has none: see whether something was switched off on that day."), day, PullsAgain: true));
            else if (was.SpendMicros != now.SpendMicros && today.DayNumber - day.DayNumber > ClosedAfterDays && Change(was, now) > MostSpendChange)
                findings.Add(new("spend-jump", Text($"The spend of {day:yyyy-MM-dd}, long over, went from {was.SpendMicros / 1_000_000m:0.00} to {now.SpendMicros / 1_000_000m:0.00} {currency} ({request.Report})."), day));
        }

        return findings;
    }

    /// <summary>Compares a level with the one above it.</summary>
    /// <returns>What exceeds the level above; a lower level may hold less, never more.</returns>
    public static IReadOnlyList<GuardFinding> Compare(string level, IReadOnlyDictionary<DateOnly, long> spend, string above, IReadOnlyDictionary<DateOnly, long> spendAbove, string currency)
    {
        ArgumentNullException.ThrowIfNull(spend);
        ArgumentNullException.ThrowIfNull(spendAbove);
        var findings = new List<GuardFinding>();
        foreach (var (day, micros) in spend.OrderBy(item => item.Key))
        {
            if (!spendAbove.TryGetValue(day, out var most) || micros <= most + (long)(Math.Abs(most) * MostGap)) continue;
            findings.Add(new("level-exceeds", Text($"On {day:yyyy-MM-dd} level {level} sums to {micros / 1_000_000m:0.00} {currency}, more than the {most / 1_000_000m:0.00} of level {above}."), day));
        }

        return findings;
    }

    private static decimal Change(DayTotals was, DayTotals now) =>
        was.SpendMicros == 0 ? 1 : Math.Abs(now.SpendMicros - was.SpendMicros) / Math.Abs((decimal)was.SpendMicros);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
