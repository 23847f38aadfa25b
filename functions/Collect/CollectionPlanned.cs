using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>What a run is to do.</summary>
/// <param name="Reports">The reports, in the order in which they are begun.</param>
/// <param name="Lanes">How many may be under way at once.</param>
/// <param name="FirstPause">First pause between polls.</param>
/// <param name="LongestPause">Longest pause.</param>
/// <param name="Deadline">When a report that is not ready counts as lost.</param>
/// <param name="Warnings">For people: a version that ends soon.</param>
public sealed record CollectionPlanned(
    IReadOnlyList<PlannedReport> Reports, int Lanes, TimeSpan FirstPause, TimeSpan LongestPause, TimeSpan Deadline, IReadOnlyList<string> Warnings);
