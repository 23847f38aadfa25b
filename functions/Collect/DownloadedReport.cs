using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>A report that is in <c>raw/</c>.</summary>
public sealed record DownloadedReport(ReportRequest Request, RawReport Raw, DateOnly Today);
