using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Hub;

/// <summary>Runs a pump for every hub-triggered function.</summary>
internal sealed partial class EventHubFunctions(
    FunctionCatalog catalog,
    SettingNames settings,
    EventHubs hubs,
    HostStorage storage,
    HostJson hostJson,
    FunctionInvoker invoker,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : IHostPart
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellation)
    {
        var container = storage.Blobs.GetBlobContainerClient(CheckpointStore.Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        running = Task.WhenAll(catalog.Of<EventHubTriggerAttribute>().Select(function =>
        {
            var trigger = function.TriggerParameter.GetCustomAttribute<EventHubTriggerAttribute>()!;
            var hub = hubs.Get(settings.Resolve(trigger.EventHubName));
            var group = settings.Resolve(trigger.ConsumerGroup ?? "$Default");
            return new EventHubPump(
                function,
                hub,
                new(container, hub.Name, group),
                hostJson.EventHubs,
                invoker,
                time,
                loggers.CreateLogger<EventHubPump>()).RunAsync(stopping.Token);
        }));
        _ = running.ContinueWith(
            failed =>
            {
                LogPumpFailed(loggers.CreateLogger<EventHubFunctions>(), failed.Exception!);
                lifetime.StopApplication();
            },
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        await running.ContinueWith(_ => { }, cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [LoggerMessage(9104, LogLevel.Critical, "An event hub's pump stopped on a fault of the host's own; the host goes down")]
    private static partial void LogPumpFailed(ILogger logger, Exception e);
}
