using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Durable;
using Pinstitch.Local.Http;
using Pinstitch.Local.Hub;
using Pinstitch.Local.Hub.Amqp;
using Pinstitch.Local.Storage;
using Pinstitch.Local.Timers;

namespace Pinstitch.Local.Hosting;

/// <summary>Puts the embedded host together: settings before the app's services, the host's own services after.</summary>
internal static class LocalHostSetup
{
    private const string StorageSetting = "AzureWebJobsStorage";

    public static void Configure(WebApplicationBuilder web, Invocation invocation, IReadOnlyDictionary<string, string?>? settings)
    {
        var folder = HostFolder.Choose(invocation.Data);
        web.Configuration.Sources.Clear();
        web.Configuration.Sources.Add(new SettingsFile("settings.json", AppContext.BaseDirectory));
        web.Configuration.Sources.Add(new SettingsFile("local.settings.json", AppContext.BaseDirectory));
        web.Configuration.AddEnvironmentVariables();
        if (settings is not null) web.Configuration.AddInMemoryCollection(settings);
        web.Services.AddSingleton(folder);
        var setup = new LocalSetup(invocation.Result, web.Configuration, web.Services, folder);
        invocation.App?.Configure(setup);
        invocation.Verb?.Configure(setup);
        web.Services.AddSingleton(AzuriteChoice.Make(web.Configuration, folder, setup.ClearAtStart));
        web.Logging.ClearProviders();
        web.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss ";
        });
        web.Logging.SetMinimumLevel(invocation.Verbose || invocation.Serves ? LogLevel.Information : LogLevel.Warning);
        foreach (var noisy in new[] { "Microsoft", "Azure", "System.Net.Http" }) web.Logging.AddFilter(noisy, LogLevel.Warning);
        // A start that fails is told in the host's own words; the framework's would be its stack before them.
        web.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        web.WebHost.UseUrls($"http://127.0.0.1:{invocation.Port}");
    }

    public static IHost Build(WebApplicationBuilder web, Invocation invocation)
    {
        var services = web.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddMvcCore();
        services.AddSingleton(new FunctionCatalog(invocation.Functions));
        services.AddSingleton(HostJson.Read(Path.Combine(AppContext.BaseDirectory, "host.json")));
        services.AddSingleton<SettingNames>();
        services.AddSingleton<StartProgress>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<ParentWatch>();
        services.AddSingleton<HostLock>();
        services.AddSingleton<AzuriteInstallation>();
        services.AddSingleton<StorageEmulator>();
        services.AddSingleton<StorageVisit>();
        services.AddSingleton(provider => new FunctionKeys(provider.GetRequiredService<HostFolder>(), provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new EventHubs(provider.GetRequiredService<HostFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(Storage);
        services.AddSingleton(provider => new HubBacklog(provider.GetRequiredService<EventHubs>(), provider.GetRequiredService<HostStorage>(), provider.GetRequiredService<StorageVisit>()));
        services.AddSingleton(provider => new TimerStatusStore(provider.GetRequiredService<HostStorage>().Blobs));
        services.AddSingleton(provider => History(provider));
        services.AddSingleton<ActivityRunner>();
        services.AddSingleton<OrchestrationEngine>();
        services.AddSingleton<DurableTaskClient, EngineClient>();
        services.AddSingleton<EventHubFunctions>();
        services.AddSingleton<AmqpEndpoint>();
        services.AddSingleton<TimerFunctions>();
        var app = web.Build();
        app.Use(Draining.AnswerAsync);
        HttpFunctions.Map(app);
        AdminEndpoints.Map(app);
        return new LocalHost(app, invocation);
    }

    private static HostStorage Storage(IServiceProvider provider)
    {
        const string Emulator = "UseDevelopmentStorage=true starts a local emulator.";
        var connection = provider.GetRequiredService<IConfiguration>()[StorageSetting];
        if (string.IsNullOrWhiteSpace(connection)) throw new HostStartException($"The setting {StorageSetting} is missing. {Emulator}");
        try
        {
            return new(connection);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new HostStartException($"The setting {StorageSetting} is not a storage account's connection string. {Emulator}", e);
        }
    }

    private static HistoryStore History(IServiceProvider provider)
    {
        var storage = provider.GetRequiredService<HostStorage>();
        var hub = provider.GetRequiredService<SettingNames>().Resolve(provider.GetRequiredService<HostJson>().HubName);
        return new(storage.Tables, new(storage.Blobs.GetBlobContainerClient($"{hub.ToLowerInvariant()}-largemessages")), hub);
    }
}
