namespace Pinstitch.Functions.Collect;

/// <summary>What a collection came to.</summary>
/// <param name="Reports">Reports published.</param>
/// <param name="Days">Days of theirs that were new or had changed.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="Faults">Reports that failed, with the reason for the user; the others are not affected.</param>
public sealed record CollectionResult(int Reports, int Days, long Rows, IReadOnlyList<string> Faults);
