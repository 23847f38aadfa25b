namespace Pinstitch.Functions.Land;

/// <summary>Puts events into the hub. One side of the build sends to Event Hubs, the other to the embedded host's hub.</summary>
public interface IEventSender
{
    /// <summary>Sends all events; when it returns null they are safe.</summary>
    Task<Fault?> SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> events, CancellationToken cancellation);
}
