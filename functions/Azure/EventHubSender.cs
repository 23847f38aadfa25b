using Azure.Messaging.EventHubs.Producer;

namespace Pinstitch.Functions.Land;

/// <summary>Sends to Event Hubs, by the same settings as the trigger reads from it.</summary>
internal sealed class EventHubSender(EventHubProducerClient hub) : IEventSender
{
    public async Task<Fault?> SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> events, CancellationToken cancellation)
    {
        try
        {
            for (var sent = 0; sent < events.Count;)
            {
                using var batch = await hub.CreateBatchAsync(cancellation);
                var before = sent;
                while (sent < events.Count && batch.TryAdd(new EventData(events[sent]))) sent++;
                if (sent == before) return new Fault(FaultKind.Data, "An event is too large for the hub; send less in one event.");
                await hub.SendAsync(batch, cancellation);
            }

            return null;
        }
        catch (EventHubsException e)
        {
            return new Fault(FaultKind.Transient, "The event hub does not take events at the moment; send them again.", e.Reason.ToString());
        }
    }
}
