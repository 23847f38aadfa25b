using Microsoft.Extensions.Logging;
using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Collects every account's reports on a schedule.</summary>
public sealed partial class CollectTimer(Measurement measurement, ReportSources sources, TimeProvider time, ILogger<CollectTimer> logger)
{
    [Function(nameof(CollectTimer))]
    public async Task RunAsync(
        [TimerTrigger("%CollectSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var started = await CollectionStart.AllAsync(measurement, sources, client, time, cancellation);
        LogStarted(started.Count, measurement.Accounts.Count, timer.IsPastDue);
    }

    [LoggerMessage(1001, LogLevel.Information, "Collecting {Started} of {Accounts} accounts (late: {IsPastDue})")]
    private partial void LogStarted(int started, int accounts, bool isPastDue);
}
