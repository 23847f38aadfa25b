using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pinstitch.Functions.Land;

/// <summary>Registers the sender of this side of the build.</summary>
internal static class EventSenders
{
    public static IServiceCollection AddEventSender(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<IEventSender, LocalEventSender>();
        return services;
    }
}
