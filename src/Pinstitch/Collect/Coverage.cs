namespace Pinstitch.Collect;

/// <summary>
/// What of a report has been collected. The watermark is the last day that is there; looking back never moves it, and a
/// failed run does not either.
/// </summary>
/// <param name="From">First day that is there.</param>
/// <param name="Watermark">Last day that is there.</param>
public sealed record Coverage(DateOnly From, DateOnly Watermark)
{
    /// <summary>Day of the last daily sweep; null before the first, as are the next two.</summary>
    public DateOnly? Daily { get; init; }

    /// <summary>Day of the last sweep over the whole window.</summary>
    public DateOnly? Weekly { get; init; }

    /// <summary>Day of the last audit.</summary>
    public DateOnly? Audit { get; init; }

    /// <summary>The coverage after some days have been published.</summary>
    /// <param name="before">Null at first.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="tier">The sweep that it was; null for a backfill.</param>
    /// <param name="today">Today, in the platform's days.</param>
    public static Coverage After(Coverage? before, DateOnly from, DateOnly to, ReportTier? tier, DateOnly today)
    {
        var joined = before switch
        {
            null => new Coverage(from, to),
            // A range that leaves a gap does not count: a backfill of an island must not hide the days between.
            _ when to < before.From.AddDays(-1) || from > before.Watermark.AddDays(1) => before,
            _ => before with { From = from < before.From ? from : before.From, Watermark = to > before.Watermark ? to : before.Watermark },
        };
        return joined with
        {
            Daily = tier >= ReportTier.Daily ? today : joined.Daily,
            Weekly = tier >= ReportTier.Weekly ? today : joined.Weekly,
            Audit = tier >= ReportTier.Audit ? today : joined.Audit,
        };
    }
}
