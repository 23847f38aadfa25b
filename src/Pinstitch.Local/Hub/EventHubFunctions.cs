using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
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
    IConfiguration configuration,
    FunctionInvoker invoker,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : IHostPart
{
    /// <summary>How many days events are kept in the hubs' logs.</summary>
    private const string RetentionSetting = "Hub:RetentionDays";

    /// <summary>As infra/ sets it for Event Hubs.</summary>
    private const int UsualRetention = 7;

    /// <summary>Longer than Event Hubs itself keeps any.</summary>
    private const int MostRetention = 90;

    /// <summary>How soon after the start, and how often then, what is older is looked for.</summary>
    private static readonly (TimeSpan First, TimeSpan Then) Sweep = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private TimeSpan retention;
    private ITimer? sweeping;

    public async Task StartAsync(CancellationToken cancellation)
    {
        retention = TimeSpan.FromDays(Days(configuration[RetentionSetting]));
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
        sweeping = time.CreateTimer(_ => DropOld(), null, Sweep.First, Sweep.Then);
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
        if (sweeping is not null) await sweeping.DisposeAsync();
        await running.ContinueWith(_ => { }, cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static int Days(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting)) return UsualRetention;
        return int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostRetention
            ? days
            : throw new HostStartException($"The setting {RetentionSetting.Replace(":", "__", StringComparison.Ordinal)} is '{setting}'; it must be a whole number of days, 1 to {MostRetention}. Without it events are kept for {UsualRetention}.");
    }

    private void DropOld()
    {
        var logger = loggers.CreateLogger<EventHubFunctions>();
        foreach (var hub in hubs.Opened)
        {
            try
            {
                if (hub.Drop(time.GetUtcNow() - retention) is > 0 and var dropped) LogDropped(logger, hub.Name, dropped);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The log is as it was; the next sweep tries again.
                LogDropFailed(logger, e, hub.Name);
            }
        }
    }

    [LoggerMessage(9105, LogLevel.Information, "Hub {Hub}: {Count} events are older than its retention and were dropped")]
    private static partial void LogDropped(ILogger logger, string hub, long count);

    [LoggerMessage(9106, LogLevel.Warning, "Hub {Hub}: events older than its retention could not be dropped; it is tried again in an hour")]
    private static partial void LogDropFailed(ILogger logger, Exception e, string hub);

    [LoggerMessage(9104, LogLevel.Critical, "An event hub's pump stopped on a fault of the host's own; the host goes down")]
    private static partial void LogPumpFailed(ILogger logger, Exception e);
}
