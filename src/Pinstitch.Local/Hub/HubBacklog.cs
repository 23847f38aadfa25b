using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;

namespace Pinstitch.Local.Hub;

/// <summary>How much of a hub a consumer group has still to deal with, for verbs that do not read the hub themselves.</summary>
public sealed class HubBacklog
{
    private readonly EventHubs hubs;
    private readonly HostStorage storage;
    private readonly StorageVisit visit;

    internal HubBacklog(EventHubs hubs, HostStorage storage, StorageVisit visit) => (this.hubs, this.storage, this.visit) = (hubs, storage, visit);

    /// <returns>Events without a checkpoint; null while another process has the hub's files, since two must not open them.</returns>
    public async Task<long?> CountAsync(string hub, string consumerGroup, CancellationToken cancellation)
    {
        if (visit.IsGuest) return null;
        if (hubs.Find(hub) is not { } found) return 0;
        var checkpoints = new CheckpointStore(storage.Blobs.GetBlobContainerClient(CheckpointStore.Container), hub, consumerGroup);
        var waiting = 0L;
        foreach (var partition in found.Partitions) waiting += partition.NextSequence - 1 - await checkpoints.ReadAsync(partition.Partition, cancellation);
        return waiting;
    }
}
