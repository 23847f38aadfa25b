using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>What publishing a report changed.</summary>
/// <param name="Days">Days that were new or different.</param>
/// <param name="Rows">Rows of the report.</param>
/// <param name="SpendMicros">Spend of the report, in micros.</param>
public sealed record PublishedReport(int Days, long Rows, long SpendMicros)
{
    /// <summary>What the guards have to say.</summary>
    public IReadOnlyList<GuardFinding> Findings { get; init; } = [];

    /// <summary>Whether nothing was published because the report must be fetched once more first.</summary>
    public bool PullAgain { get; init; }

    /// <summary>Columns that no mapping knows.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Columns that were expected and did not come.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Until when the platform calls its numbers final; null where it does not say.</summary>
    public DateOnly? FinalUntil { get; init; }
}
