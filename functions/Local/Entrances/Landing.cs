using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hub;

namespace Pinstitch.Functions.Local.Entrances;

/// <summary>The end of a verb that sends: the host stops with the verb, and a night knows only what has landed.</summary>
internal static class Landing
{
    /// <summary>Waits until everything in the hub has been landed or rejected.</summary>
    public static async Task FinishAsync(VerbContext context, CancellationToken cancellation)
    {
        var configuration = context.Services.GetRequiredService<IConfiguration>();
        var hub = context.Services.GetRequiredService<EventHubs>().Get(configuration["EventHubName"]!);
        while (hub.Consumed(configuration["EventHubConsumerGroup"]!) < hub.Count) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
    }
}
