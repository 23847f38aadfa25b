namespace Pinstitch.Collect;

/// <summary>How often a report is fetched and how far back: the fresh days always, the whole window seldom.</summary>
public enum ReportTier
{
    /// <summary>Every run: the last three days.</summary>
    Fresh,

    /// <summary>Once a day: the last seven.</summary>
    Daily,

    /// <summary>Once a week: the platform's whole look-back window.</summary>
    Weekly,

    /// <summary>Once a month: the window and thirty days more, to see whether the window is long enough.</summary>
    Audit,
}
