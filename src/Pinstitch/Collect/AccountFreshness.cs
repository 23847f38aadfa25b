namespace Pinstitch.Collect;

/// <summary>How fresh an account is, and what somebody should look at.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="AccountId">The account.</param>
/// <param name="At">When this was written.</param>
/// <param name="Reports">Report by report.</param>
/// <param name="Alarms">What somebody should look at, worst first; empty when all is well.</param>
public sealed record AccountFreshness(
    string Platform, string AccountId, DateTimeOffset At, IReadOnlyList<ReportFreshness> Reports, IReadOnlyList<CollectionAlarm> Alarms)
{
    /// <summary>Whether the platform calls yesterday's delivery complete; null where it does not say.</summary>
    public bool? DeliveryReady { get; init; }

    /// <summary>The same for yesterday's conversions.</summary>
    public bool? ConversionsReady { get; init; }

    /// <summary>Columns that came and that no table knows, by report.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UnknownColumns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Columns that were expected and did not come, by report.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MissingColumns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
