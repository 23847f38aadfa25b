namespace Pinstitch.Functions.Collect;

/// <summary>All that a run came to, for the record.</summary>
public sealed record CollectionOutcome(CollectionInput Input, IReadOnlyList<ReportOutcome> Reports, IReadOnlyList<string> Warnings);
