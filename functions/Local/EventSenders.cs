using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pinstitch.Functions.Land;

/// <summary>Registers the sender of this side of the build.</summary>
internal static class EventSenders
{
    public static IServiceCollection AddEventSender(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IEventSender, LocalEventSender>();
}
