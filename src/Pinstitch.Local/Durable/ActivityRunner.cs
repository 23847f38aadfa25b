using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Durable;

/// <summary>Runs activities, a limited number at a time, and turns what comes of them into history.</summary>
internal sealed partial class ActivityRunner(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    HostJson hostJson,
    TimeProvider time,
    ILogger<ActivityRunner> logger)
{
    private readonly SemaphoreSlim places = new(hostJson.MaxConcurrentActivities);

    /// <summary>Completes with the answer; is cancelled, without one, when the host stops.</summary>
    public async Task<HistoryEvent> RunAsync(HistoryEvent scheduled, string instanceId, CancellationToken stopping)
    {
        await places.WaitAsync(stopping);
        try
        {
            var function = catalog.Get<ActivityTriggerAttribute>(scheduled.Name!);
            var input = DurableJson.Read(scheduled.Data, function.TriggerParameter.ParameterType);
            var data = new Dictionary<string, object?> { ["instanceId"] = instanceId };
            var output = await invoker.InvokeAsync(function, input, data, cancellation: stopping);
            return Answer(HistoryKind.ActivityCompleted, scheduled, DurableJson.Write(output, $"The output of activity '{scheduled.Name}'"));
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(e, scheduled.Name!, instanceId);
            return Answer(HistoryKind.ActivityFailed, scheduled, DurableJson.WriteFailure(e));
        }
        finally
        {
            places.Release();
        }
    }

    private HistoryEvent Answer(HistoryKind kind, HistoryEvent scheduled, string? data) =>
        new(kind, time.GetUtcNow().UtcDateTime, scheduled.TaskId, scheduled.Name, data);

    [LoggerMessage(9311, LogLevel.Warning, "Activity {Activity} of {InstanceId} failed")]
    private partial void LogFailed(Exception e, string activity, string instanceId);
}
