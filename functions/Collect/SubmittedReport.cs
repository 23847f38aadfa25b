using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>A report that the platform is making.</summary>
public sealed record SubmittedReport(ReportRequest Request, ReportTicket Ticket);
