using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pinstitch.Functions;
using Pinstitch.Local;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Http;
using Pinstitch.Local.Hub;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Hosting;

/// <summary>
/// The real embedded host with all of Pinstitch's functions, started in the test's process: HTTP on a free port, a data
/// folder of its own, a storage account of its own in the tests' Azurite. Only timers are silent.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    public const string ShopifySecret = "test-shopify-webhook-secret";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LocalHost host;
    private readonly string parent;

    private TestHost(LocalHost host, string parent, TestLog log) => (this.host, this.parent, Log) = (host, parent, log);

    public IServiceProvider Services => host.Services;

    /// <summary>All that was logged, from debug up.</summary>
    public TestLog Log { get; }

    /// <summary>Calls the host; addresses are relative, as in <c>api/events</c>.</summary>
    public HttpClient Http { get; private set; } = new();

    public HostFolder Folder => Services.GetRequiredService<HostFolder>();

    public FunctionKeys Keys => Services.GetRequiredService<FunctionKeys>();

    public DurableTaskClient Durable => Services.GetRequiredService<DurableTaskClient>();

    public EventHub Hub => Services.GetRequiredService<EventHubs>().Get("events");

    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    /// <summary>Starts a host.</summary>
    /// <param name="azurite">The tests' Azurite.</param>
    /// <param name="choose">Changes the options.</param>
    public static async Task<TestHost> StartAsync(AzuriteFixture azurite, Action<TestHostOptions>? choose = null)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        var options = new TestHostOptions();
        choose?.Invoke(options);
        var parent = Directory.CreateTempSubdirectory("pinstitch-host-").FullName;
        var connection = options.Storage ?? await azurite.AccountAsync();
        var settings = new Dictionary<string, string?>(options.Settings);
        foreach (var name in new[] { "AzureWebJobsStorage", "LakeStorage", "ServingStorage" }) settings[name] = connection;
        if (options.Measurement is { } measurement)
        {
            settings["Measurement:File"] = Path.Combine(parent, "measurement.json");
            await File.WriteAllTextAsync(settings["Measurement:File"]!, measurement);
        }

        var log = new TestLog();
        var builder = new FunctionsApplicationBuilder(["--port", "0", "--data", Path.Combine(parent, "data")], typeof(Services).Assembly, settings);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        options.Services(builder.Services);
        builder.Services.AddSingleton<TimeProvider>(new FastClock(options.Now, options.Speed));
        builder.Services.AddPinstitch(builder.Configuration);
        var started = new TestHost((LocalHost)builder.Build(), parent, log);
        await started.host.StartPartsAsync(HostParts.All, _ => { }, TestContext.Current.CancellationToken);
        started.Http.BaseAddress = new(started.host.Address + '/');
        return started;
    }

    /// <summary>Waits until everything that is in the hub has been landed or rejected.</summary>
    public async Task LandAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var began = TimeProvider.System.GetTimestamp();
        while (Hub.Consumed("landing") < Hub.Count)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                Assert.Fail($"Of {Hub.Count} messages {Hub.Consumed("landing")} are landed. {string.Join('\n', Log.Entries.Where(entry => entry.Level >= LogLevel.Warning).Take(5))}");
            await Task.Delay(Glance, TimeProvider.System, stop);
        }
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input, string instanceId)
    {
        var stop = TestContext.Current.CancellationToken;
        await Durable.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId), stop);
        return await Durable.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, stop);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
        Directory.Delete(parent, recursive: true);
    }
}
