using Azure.Core;
using Azure.Messaging.EventHubs.Producer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Land;

/// <summary>Registers the sender of this side of the build.</summary>
internal static class EventSenders
{
    public static IServiceCollection AddEventSender(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IEventSender>(_ => new EventHubSender(Open(configuration)));

    private static EventHubProducerClient Open(IConfiguration configuration)
    {
        var name = configuration["EventHubName"];
        if (configuration["EventHubConnection"] is { Length: > 0 } connection) return new(connection, name);
        TokenCredential identity = StorageConnection.Identity(configuration);
        return new(configuration["EventHubConnection:fullyQualifiedNamespace"], name, identity);
    }
}
