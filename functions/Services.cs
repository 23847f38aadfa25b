using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Secrets;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Stitch;
using Pinstitch.Functions.Tell;
using Pinstitch.Land;
using Pinstitch.Land.Doors;
using Pinstitch.Platforms;

namespace Pinstitch.Functions;

/// <summary>Puts the app together. Everything is made when it is first needed, so that what is not configured only fails where it is used.</summary>
public static class Services
{
    public static IServiceCollection AddPinstitch(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient();
        services.AddSingleton(_ => Settings.Measurement(configuration));
        services.AddSingleton(_ => Settings.Pseudonyms(configuration));
        services.AddSingleton(provider => new EventReader(
            provider.GetRequiredService<Pseudonyms>(),
            provider.GetRequiredService<Measurement>().Currency,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Measurement>().Traffic));
        services.TryAddSingleton<IntakeLimit>();
        services.AddSingleton<Collector>();
        services.AddSingleton<Webhooks>();
        services.AddSingleton<MappingFiles>();
        services.AddHttpClient("hubspot").RemoveAllLoggers();
        services.AddSingleton(provider => new HubSpotObjects(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("hubspot"),
            Settings.Secret(configuration, "HUBSPOT_TOKEN"),
            new Uri("https://api.hubapi.com/"),
            provider.GetRequiredService<ILogger<HubSpotObjects>>()));
        services.AddSingleton(_ => new Lake(StorageConnection.Blobs(configuration, "LakeStorage")));
        services.AddSingleton<IdentityStore>();
        services.AddSingleton(_ => new ServingFolders(StorageConnection.Blobs(configuration, "ServingStorage")));
        services.AddSingleton(_ => new ServingTables(StorageConnection.Tables(configuration, "ServingStorage")));
        services.AddSingleton(provider => Settings.Secrets(configuration, provider.GetRequiredService<IHttpClientFactory>().CreateClient("keyvault")));
        services.AddSingleton<IPlatformSecrets>(provider => new PlatformSecrets(provider.GetRequiredService<ISecretStore>(), provider.GetRequiredService<Lake>(), provider.GetRequiredService<TimeProvider>()));
        // Addresses carry report tokens and signatures: they never reach a log.
        services.AddHttpClient("platforms").RemoveAllLoggers();
        services.AddSingleton(provider => Settings.Rates(configuration, provider.GetRequiredService<Measurement>().Currency));
        services.AddSingleton<JobLedger>();
        services.AddSingleton(provider => new ReportSources(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("platforms"),
            Settings.Addresses(configuration),
            provider.GetRequiredService<IPlatformSecrets>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StandingAlarms>();
        services.AddSingleton<OperatorMail>();
        services.AddSingleton<Replay>();
        services.AddSingleton(_ => Settings.Mail(configuration));
        return services.AddEventSender(configuration);
    }
}
