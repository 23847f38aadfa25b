using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>What became of a planned report.</summary>
/// <param name="Planned">The plan's line.</param>
/// <param name="Published">What it changed; null when it failed.</param>
/// <param name="Fault">Why it failed; null when it did not.</param>
public sealed record ReportOutcome(PlannedReport Planned, PublishedReport? Published, Fault? Fault);
