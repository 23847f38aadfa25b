using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;

namespace Pinstitch.Functions.Land;

/// <summary>
/// Takes batches from the hub: every message is landed or stands under <c>rejected/</c> with its reasons. The checkpoint
/// moves on when this returns, so it returns when both appends are durable; a storage fault is thrown and holds the
/// partition, for as long as it lasts.
/// </summary>
public sealed partial class LandEvents(EventReader reader, Lake lake, ILogger<LandEvents> logger)
{
    [Function(nameof(LandEvents))]
    [ExponentialBackoffRetry(-1, "00:00:02", "00:01:00")]
    public async Task RunAsync(
        [EventHubTrigger("%EventHubName%", Connection = "EventHubConnection", ConsumerGroup = "%EventHubConsumerGroup%")] EventData[] events,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var partition = Partition(context, events);
        using var batch = reader.Batch();
        foreach (var item in events) batch.Add(partition, new(item.SequenceNumber, item.EventBody.ToMemory()));
        var (name, landed, rejected) = (LandedBlobs.Name(events[0].EnqueuedTime, partition), batch.Landed.Count, batch.Rejected.Count);
        await Task.WhenAll(
            LandedBlobs.AppendAsync(lake.Events, name, batch.Landed, cancellation),
            LandedBlobs.AppendAsync(lake.Rejected, name, batch.Rejected, cancellation));
        LogLanded(partition, events[0].SequenceNumber, landed, rejected);
    }

    /// <summary>
    /// The batch's partition. Should the host not tell it, the batch gets a number of its own, made from its bytes and
    /// below zero: sequence numbers of different partitions must not be taken for repeats of each other.
    /// </summary>
    private static int Partition(FunctionContext context, EventData[] events)
    {
        if (context.BindingContext.BindingData.TryGetValue("PartitionContext", out var told) && told is string json)
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.TryGetProperty("PartitionId", out var id) && int.TryParse(id.GetString(), CultureInfo.InvariantCulture, out var partition)) return partition;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in events) hash.AppendData(item.EventBody.ToMemory().Span);
        return -1 - (BinaryPrimitives.ReadInt32BigEndian(hash.GetHashAndReset()) & 0x3FFFFFFF);
    }

    [LoggerMessage(2001, LogLevel.Debug, "Partition {Partition} from {Sequence}: {Landed} landed, {Rejected} rejected")]
    private partial void LogLanded(int partition, long sequence, int landed, int rejected);
}
