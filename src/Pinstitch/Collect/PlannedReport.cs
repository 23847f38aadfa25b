namespace Pinstitch.Collect;

/// <summary>A report of a plan.</summary>
/// <param name="Request">What to fetch.</param>
/// <param name="Tier">The sweep that it belongs to; null for history that is filled in.</param>
public sealed record PlannedReport(ReportRequest Request, ReportTier? Tier);
