using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Hub;

/// <summary>
/// Feeds one function from one hub: per partition, batches in order, the checkpoint after each. As in Azure, a batch that
/// fails is tried again as the function's retry attribute says, and when that is used up the checkpoint moves on.
/// </summary>
internal sealed partial class EventHubPump(
    FunctionEntry function,
    EventHub hub,
    CheckpointStore checkpoints,
    EventHubSettings settings,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger logger)
{
    private readonly RetryPlan retry = RetryPlan.Of(function.Retry);

    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(hub.Partitions.Select(partition => PumpAsync(partition, cancellation)));

    private async Task PumpAsync(PartitionLog partition, CancellationToken cancellation)
    {
        await Task.Yield();
        var next = await checkpoints.ReadAsync(partition.Partition, cancellation) + 1;
        hub.NoteConsumed(checkpoints.ConsumerGroup, partition.Partition, next);
        while (!cancellation.IsCancellationRequested)
        {
            await partition.WaitForAsync(next, cancellation);
            var records = partition.Read(next, settings.MaxEventBatchSize);
            var events = records.Select(EventProperties.ToEvent).ToArray();
            await DeliverAsync(partition.Partition, events, cancellation);
            var last = events[^1];
            await WriteCheckpointAsync(partition.Partition, last, cancellation);
            next = last.SequenceNumber + 1;
            hub.NoteConsumed(checkpoints.ConsumerGroup, partition.Partition, next);
        }
    }

    private async Task DeliverAsync(int partition, EventData[] events, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            var data = new Dictionary<string, object?>
            {
                ["PartitionContext"] = JsonSerializer.Serialize(new { PartitionId = $"{partition}", EventHubName = hub.Name }),
                ["SequenceNumberArray"] = JsonSerializer.Serialize(events.Select(item => item.SequenceNumber)),
            };
            try
            {
                await invoker.InvokeAsync(function, events, data, tries, retry.MaxRetryCount, cancellation);
                return;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                if (!retry.Allows(tries))
                {
                    LogGivenUp(e, function.Name, partition, events[0].SequenceNumber, events.Length);
                    return;
                }

                var pause = retry.Pause(tries + 1);
                LogRetry(e, function.Name, partition, events[0].SequenceNumber, events.Length, pause);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    private async Task WriteCheckpointAsync(int partition, EventData last, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await checkpoints.WriteAsync(partition, last.SequenceNumber, last.OffsetString!, cancellation);
                return;
            }
            catch (Azure.RequestFailedException e) when (!cancellation.IsCancellationRequested)
            {
                // Reading on without the checkpoint would be right too (a repeat is harmless), but would hide the fault.
                LogCheckpointRetry(e, function.Name, partition, tries);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(tries, 30)), time, cancellation);
            }
        }
    }

    [LoggerMessage(9101, LogLevel.Warning, "{Function}: partition {Partition}, {Count} events from {Sequence} failed; next try in {Pause}")]
    private partial void LogRetry(Exception e, string function, int partition, long sequence, int count, TimeSpan pause);

    [LoggerMessage(9102, LogLevel.Error, "{Function}: partition {Partition}, {Count} events from {Sequence} failed for good; the checkpoint moves on, as in Azure")]
    private partial void LogGivenUp(Exception e, string function, int partition, long sequence, int count);

    [LoggerMessage(9103, LogLevel.Warning, "{Function}: the checkpoint of partition {Partition} could not be written, try {Tries}")]
    private partial void LogCheckpointRetry(Exception e, string function, int partition, int tries);
}
