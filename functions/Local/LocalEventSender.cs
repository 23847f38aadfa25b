using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hub;

namespace Pinstitch.Functions.Land;

/// <summary>Sends to the embedded host's hub.</summary>
internal sealed class LocalEventSender(EventHubs hubs, IConfiguration configuration) : IEventSender
{
    public async Task<Fault?> SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> events, CancellationToken cancellation)
    {
        try
        {
            await hubs.Get(configuration["EventHubName"]!).SendAsync([.. events.Select(item => new EventData(item))]);
            return null;
        }
        catch (IOException e)
        {
            return new Fault(FaultKind.Transient, "The hub cannot write to its disk; send the events again.", e.Message);
        }
        catch (System.Threading.Channels.ChannelClosedException e)
        {
            return new Fault(FaultKind.Transient, "The host is stopping; send the events again.", e.Message);
        }
    }
}
