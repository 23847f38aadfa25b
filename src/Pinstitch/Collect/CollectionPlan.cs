namespace Pinstitch.Collect;

/// <summary>Which reports a collection fetches.</summary>
public static class CollectionPlan
{
    private const int FreshDays = 3;
    private const int DailyDays = 7;
    private const int AuditDays = 30;

    /// <summary>
    /// The sweep that a report is due for. Platforms change past days for weeks, so every run looks back behind what is
    /// there: three days always, seven once a day, the whole window once a week, more once a month.
    /// </summary>
    public static ReportTier Due(Coverage? coverage, DateOnly today)
    {
        if (coverage?.Audit is not { } audit) return coverage is null || coverage.Weekly is null ? ReportTier.Weekly : ReportTier.Audit;
        if (today.DayNumber - audit.DayNumber >= 30) return ReportTier.Audit;
        if (coverage.Weekly is not { } weekly || today.DayNumber - weekly.DayNumber >= 7) return ReportTier.Weekly;
        return coverage.Daily is { } daily && daily >= today ? ReportTier.Fresh : ReportTier.Daily;
    }

    /// <summary>How many days back a sweep goes.</summary>
    public static int Days(ReportTier tier, int window) => tier switch
    {
        ReportTier.Fresh => Math.Min(FreshDays, window),
        ReportTier.Daily => Math.Min(DailyDays, window),
        ReportTier.Weekly => window,
        _ => window + AuditDays,
    };

    /// <summary>The reports of one kind for a run, oldest days first, in pieces that the platform accepts.</summary>
    /// <param name="kind">The report.</param>
    /// <param name="account">Platform and account.</param>
    /// <param name="coverage">What is there; null before the first run.</param>
    /// <param name="today">Today in the platform's days.</param>
    /// <param name="window">The platform's look-back in days.</param>
    /// <param name="history">How many days of history the account is configured for.</param>
    /// <param name="isFirst">Whether nothing of the account has been collected yet: the first run fetches what the nightly run needs, the next one the rest.</param>
    public static IReadOnlyList<PlannedReport> For(
        ReportKind kind, (string Platform, string Id) account, Coverage? coverage, DateOnly today, int window, int history, bool isFirst = false)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var last = kind.WithToday || kind.IsSnapshot ? today : today.AddDays(-1);
        if (isFirst && !kind.IsBase) return [];
        if (kind.IsSnapshot) return coverage?.Daily == today ? [] : [new(new(account.Platform, account.Id, kind.Id, last, last), ReportTier.Daily)];
        var reach = Math.Min(history, kind.MostHistory);
        var oldest = today.AddDays(-reach);
        var due = Due(coverage, today);
        // What is fetched weekly is not asked for on other days, except for the first time.
        if (coverage is not null && due < kind.Tier) return [];
        var sweep = today.AddDays(-Math.Min(Days(due, window), kind.MostHistory));
        if (coverage is null) return Pieces(kind, account, kind.IsBase && oldest < sweep ? oldest : sweep, last, ReportTier.Weekly);
        // The watermark is the truth of what is there; the look-back only moves the start of the question.
        var from = coverage.Watermark.AddDays(1) < sweep ? coverage.Watermark.AddDays(1) : sweep;
        var plan = new List<PlannedReport>(Pieces(kind, account, from < oldest ? oldest : from, last, due));
        // History that the first run left out follows one piece a day, newest first.
        if (coverage.From > oldest && due > ReportTier.Fresh)
        {
            var to = coverage.From.AddDays(-1);
            var start = to.AddDays(1 - kind.MostDays);
            plan.Add(new(new(account.Platform, account.Id, kind.Id, start < oldest ? oldest : start, to), null));
        }

        return plan;
    }

    /// <summary>A range in pieces that the platform accepts.</summary>
    public static IReadOnlyList<PlannedReport> Pieces(ReportKind kind, (string Platform, string Id) account, DateOnly from, DateOnly to, ReportTier? tier)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var pieces = new List<PlannedReport>();
        for (var start = from; start <= to; start = start.AddDays(kind.MostDays))
        {
            var end = start.AddDays(kind.MostDays - 1);
            pieces.Add(new(new(account.Platform, account.Id, kind.Id, start, end < to ? end : to), tier));
        }

        return pieces;
    }
}
