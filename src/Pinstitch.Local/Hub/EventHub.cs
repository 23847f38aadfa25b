using System.Collections.Concurrent;

namespace Pinstitch.Local.Hub;

/// <summary>A hub on disk: its partitions, and the choice of partition for what is sent.</summary>
public sealed class EventHub : IAsyncDisposable
{
    private readonly PartitionLog[] partitions;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, long[]> consumed = new(StringComparer.OrdinalIgnoreCase);
    private int nextPartition = -1;

    internal EventHub(string name, string folder, int partitionCount, TimeProvider time)
    {
        Name = name;
        this.time = time;
        Created = Directory.Exists(folder) ? Directory.GetCreationTimeUtc(folder) : time.GetUtcNow();
        partitions = [.. Enumerable.Range(0, partitionCount).Select(partition => PartitionLog.Open(folder, partition))];
    }

    public string Name { get; }

    internal DateTimeOffset Created { get; }

    /// <summary>Number of events in the hub, over all partitions.</summary>
    public long Count => partitions.Sum(partition => partition.NextSequence);

    internal IReadOnlyList<PartitionLog> Partitions => partitions;

    /// <summary>How many events a consumer group has dealt with, over all partitions.</summary>
    public long Consumed(string consumerGroup) =>
        consumed.TryGetValue(consumerGroup, out var next) ? next.Sum() : 0;

    internal void NoteConsumed(string consumerGroup, int partition, long next) =>
        consumed.GetOrAdd(consumerGroup, _ => new long[partitions.Length])[partition] = next;

    /// <summary>
    /// Takes a batch as a whole into one partition: that of the key, or the next in turn without one. When it returns,
    /// the events are on the disk.
    /// </summary>
    public Task SendAsync(IReadOnlyList<EventData> batch, string? partitionKey = null) =>
        SendAsync([.. batch.Select(HubMessage.Of)], partitionKey, null);

    /// <summary>As above, to the partition named, if one is.</summary>
    internal async Task SendAsync(IReadOnlyList<HubMessage> batch, string? partitionKey, int? partition)
    {
        if (batch.Count == 0) return;
        var chosen = partition ?? (partitionKey is null
            ? (int)((uint)Interlocked.Increment(ref nextPartition) % (uint)partitions.Length)
            : PartitionKeyHash.Partition(partitionKey, partitions.Length));
        // To the millisecond, which is all that AMQP carries: a reader that starts by an event's time must not miss it.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        await partitions[chosen].AppendAsync(batch, partitionKey, now);
    }

    /// <summary>Drops what is older than a time and was dealt with by every group that a function reads for. Before one of them has said how far it is nothing goes.</summary>
    /// <returns>How many events went.</returns>
    internal long Drop(DateTimeOffset before) => partitions.Sum(partition =>
        partition.Drop(before, consumed.IsEmpty ? 0 : consumed.Values.Min(next => next[partition.Partition])));

    /// <summary>Drops everything that was dealt with by every group that a function reads for, however new it is: when somebody is erased.</summary>
    /// <returns>How many events went.</returns>
    public long Forget() => Drop(DateTimeOffset.MaxValue);

    public async ValueTask DisposeAsync()
    {
        foreach (var partition in partitions) await partition.DisposeAsync();
    }
}
