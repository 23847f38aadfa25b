namespace Pinstitch.Collect;

/// <summary>How fresh a report of an account is.</summary>
/// <param name="Report">Which report.</param>
public sealed record ReportFreshness(string Report)
{
    /// <summary>When it was last collected without a fault; null for never.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset TriedAt { get; init; }

    /// <summary>Last day that is there.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>First day that is there.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Rows of the last collection.</summary>
    public long Rows { get; init; }

    /// <summary>Spend of the last collection, in micros.</summary>
    public long SpendMicros { get; init; }

    /// <summary>What stood in its way the last time, for people; null for nothing.</summary>
    public string? Fault { get; init; }

    /// <summary>Whose fault it was, which says who must act; null for nothing.</summary>
    public FaultKind? FaultKind { get; init; }

    /// <summary>Since when it has failed; null when it does not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The platform's own word on until when numbers are final.</summary>
    public DateOnly? FinalUntil { get; init; }
}
