using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>What an activity is to go on with: a line of the ledger, by its key.</summary>
/// <param name="Request">The report.</param>
/// <param name="Run">The run.</param>
/// <param name="Today">Today in the platform's days.</param>
public sealed record ReportStep(ReportRequest Request, string Run, DateOnly Today)
{
    /// <summary>A job that the platform has lost, so that another must be made; null otherwise.</summary>
    public string? Lost { get; init; }

    /// <summary>Whether the report has been fetched once more because its numbers were hard to believe.</summary>
    public bool IsConfirmed { get; init; }
}
