namespace Pinstitch.Functions.Collect;

/// <summary>What publishing a report changed.</summary>
/// <param name="Days">Days that were new or different.</param>
/// <param name="Rows">Rows of the report.</param>
/// <param name="SpendMicros">Spend of the report, in micros.</param>
public sealed record PublishedReport(int Days, int Rows, long SpendMicros);
