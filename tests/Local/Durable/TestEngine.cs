using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local;
using Pinstitch.Local.Durable;
using Pinstitch.Local.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>The real durable engine on the tests' Azurite, with the sample functions of this folder.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 10, 31, 4, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;
    private readonly CrashPoint crash;

    private TestEngine(ServiceProvider services, CrashPoint crash, string hub) => (this.services, this.crash, Hub) = (services, crash, hub);

    /// <summary>Name of the task hub: a later engine of the same name goes on with what this one leaves.</summary>
    public string Hub { get; }

    public DurableTaskClient Client => services.GetRequiredService<DurableTaskClient>();

    public World World => services.GetRequiredService<World>();

    public HistoryStore Store => services.GetRequiredService<HistoryStore>();

    public IServiceProvider Services => services;

    /// <summary>Starts an engine.</summary>
    /// <param name="azurite">Where its storage is.</param>
    /// <param name="clock">One in haste when null.</param>
    /// <param name="hub">A task hub that is there; a new one when null.</param>
    /// <param name="world">The world of an earlier engine.</param>
    /// <param name="crash">When the process dies.</param>
    /// <param name="functions">The app; the samples when null.</param>
    /// <param name="concurrency">Most activities at once.</param>
    /// <param name="add">Adds what the functions need.</param>
    public static async Task<TestEngine> StartAsync(
        AzuriteFixture azurite,
        TimeProvider? clock = null,
        string? hub = null,
        World? world = null,
        CrashPoint? crash = null,
        IEnumerable<Type>? functions = null,
        int concurrency = 4,
        Action<IServiceCollection>? add = null)
    {
        hub ??= AzuriteFixture.Unique("hub");
        crash ??= CrashPoint.Never;
        var collection = new ServiceCollection();
        add?.Invoke(collection);
        var services = collection
            .AddLogging()
            .AddSingleton(crash)
            .AddSingleton(world ?? new World())
            .AddSingleton(clock ?? new TestClock(Start, inHaste: true))
            .AddSingleton(new FunctionCatalog(functions ?? [typeof(Orchestrators), typeof(Activities)]))
            .AddSingleton(new HostJson(new(100), concurrency, hub))
            .AddSingleton(await OpenStoreAsync(azurite, hub, crash))
            .AddSingleton<FunctionInvoker>()
            .AddSingleton<ActivityRunner>()
            .AddSingleton<OrchestrationEngine>()
            .AddSingleton<DurableTaskClient, EngineClient>()
            .BuildServiceProvider();
        var engine = new TestEngine(services, crash, hub);
        var starting = services.GetRequiredService<OrchestrationEngine>().StartAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(starting, crash.Crashed);
        if (!crash.IsDead) await starting;
        return engine;
    }

    /// <summary>A task hub's storage.</summary>
    public static async Task<HistoryStore> OpenStoreAsync(AzuriteFixture azurite, string hub, CrashPoint crash)
    {
        var connection = await azurite.ConnectionAsync();
        var tables = new TableClientOptions();
        tables.AddPolicy(crash, HttpPipelinePosition.PerCall);
        var blobs = new BlobClientOptions();
        blobs.AddPolicy(crash, HttpPipelinePosition.PerCall);
        var payloads = new BlobServiceClient(connection, blobs).GetBlobContainerClient(hub.ToLowerInvariant() + "-largemessages");
        return new(new TableServiceClient(connection, tables), new(payloads), hub);
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null)
    {
        var stop = TestContext.Current.CancellationToken;
        id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id), stop);
        return await EndAsync(id);
    }

    public Task<OrchestrationMetadata> EndAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);

    public async Task<OrchestrationMetadata> FindAsync(string id) =>
        (await Client.GetInstanceAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken))!;

    /// <summary>All that is recorded of an instance's execution.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(string id)
    {
        var stop = TestContext.Current.CancellationToken;
        return await Store.ReadAsync((await Store.FindAsync(id, stop))!.ExecutionId, stop);
    }

    /// <summary>Waits until the instance shows something.</summary>
    public async Task UntilAsync(string id, Func<OrchestrationMetadata, bool> shows)
    {
        while (await Client.GetInstanceAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken) is not { } found || !shows(found))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the orchestrator has run a first time and waits for something.</summary>
    public async Task<OrchestrationMetadata> StartedAsync(string id)
    {
        await UntilAsync(id, found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending);
        return await FindAsync(id);
    }

    /// <summary>Waits for something outside of storage.</summary>
    public static async Task WaitForAsync(Func<bool> happened)
    {
        while (!happened()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>The process dies here: nothing is flushed, nobody is told.</summary>
    public void Kill() => crash.Kill();

    public async ValueTask DisposeAsync()
    {
        if (crash.IsDead) return;
        await services.GetRequiredService<OrchestrationEngine>().StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}
