using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms;

/// <summary>
/// An ad platform's reports: how to ask for one, wait for it, fetch its bytes and read them. Each step can be repeated
/// after a crash; what a step needs from the one before is in the ticket.
/// </summary>
public interface IReportSource
{
    PlatformDescriptor Descriptor { get; }

    /// <summary>Asks the platform to make a report. The caller stores the ticket before anything else.</summary>
    Task<Outcome<ReportTicket>> SubmitAsync(AdAccount account, ReportRequest request, CancellationToken cancellation);

    /// <summary>How far the report is.</summary>
    Task<Outcome<ReportState>> PollAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation);

    /// <summary>Fetches a report that is ready, as the platform sends it, in one or more parts.</summary>
    Task<Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> DownloadAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation);

    /// <summary>Brings a report into normal form. Pure: the same parts give the same rows.</summary>
    /// <param name="account">The account.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="parts">What came.</param>
    /// <param name="finalUntil">Days up to this one will not change any more.</param>
    Outcome<ReportRows> Read(AdAccount account, ReportRequest request, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateOnly finalUntil);
}
