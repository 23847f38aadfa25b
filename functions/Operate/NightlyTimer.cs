using Microsoft.Extensions.Logging;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Operate;

/// <summary>Starts the nightly run for yesterday.</summary>
public sealed partial class NightlyTimer(Measurement measurement, TimeProvider time, ILogger<NightlyTimer> logger)
{
    [Function(nameof(NightlyTimer))]
    public async Task RunAsync(
        [TimerTrigger("%NightlySchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var night = measurement.DayOf(time.GetUtcNow()).AddDays(-1);
        var id = await NightlyStart.RunAsync(client, night, cancellation);
        LogStarted(id, timer.IsPastDue);
    }

    [LoggerMessage(6001, LogLevel.Information, "Nightly run {InstanceId} is under way (late: {IsPastDue})")]
    private partial void LogStarted(string instanceId, bool isPastDue);
}
