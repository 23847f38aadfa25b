using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>
/// A reader's link: sends records from its position on, never more than the reader has given credit for, and never more
/// than <see cref="MostUnsettled"/> that the reader has not settled, for a reader may give credit without end.
/// </summary>
internal sealed class ConsumerLink
{
    private const int MostUnsettled = 4096;
    private const int MostAtOnce = 256;
    private readonly ListenerLink link;
    private readonly PartitionLog partition;
    private readonly TimeProvider time;
    private readonly bool tellsNewest;
    private readonly SemaphoreSlim changed = new(0);
    private readonly CancellationTokenSource closed = new();
    private readonly Lock gate = new();
    private long next;
    private int credit;
    private int unsettled;

    public ConsumerLink(ListenerLink link, Attach attach, AmqpAddress address, TimeProvider time)
    {
        this.link = link;
        this.time = time;
        Address = address;
        partition = address.Hub.Partitions[address.Partition!.Value];
        next = StartPosition.Find((Source)attach.Source, partition);
        Epoch = attach.Properties?[new Symbol("com.microsoft:epoch")] as long?;
        tellsNewest = attach.DesiredCapabilities?.Any(wanted => wanted == "com.microsoft:enable-receiver-runtime-metric") ?? false;
    }

    public AmqpAddress Address { get; }

    /// <summary>The owner level; null for a reader that shares the partition.</summary>
    public long? Epoch { get; }

    /// <summary>Begins to send; <paramref name="left"/> is called once, when the link has gone.</summary>
    public void Attach(Action left)
    {
        link.InitializeSender((more, _, _) => OnCredit(more), (_, _, settled, _) => OnDisposed(settled), null);
        link.Closed += (_, _) =>
        {
            closed.Cancel();
            left();
        };
        _ = Task.Run(SendAsync);
    }

    /// <summary>Ends the link with an error that the reader is told.</summary>
    public void Close(Error error)
    {
        closed.Cancel();
        _ = link.CloseAsync(TimeSpan.FromSeconds(10), error).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                int room;
                while ((room = Room()) == 0) await changed.WaitAsync(closed.Token);
                await partition.WaitForAsync(next, closed.Token);
                var records = partition.Read(next, Math.Min(room, MostAtOnce));
                var newest = tellsNewest ? partition.Last() : null;
                foreach (var record in records)
                {
                    lock (gate)
                    {
                        if (credit == 0) break;
                        credit--;
                        if (!link.SettleOnSend) unsettled++;
                    }

                    closed.Token.ThrowIfCancellationRequested();
                    link.SendMessage(new Message(), AmqpEvent.Encode(record, newest, time.GetUtcNow()));
                    next = record.Sequence + 1;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or AmqpException or ObjectDisposedException)
        {
            // The reader has gone, or was turned out; where it had got to is the reader's to remember.
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Close(new(ErrorCode.InternalError) { Description = e.Message });
        }
    }

    private int Room()
    {
        lock (gate) return Math.Min(credit, MostUnsettled - unsettled);
    }

    private void OnCredit(int more)
    {
        // The listener has compared the flow's absolute figures; a negative step means that it starts from none again.
        lock (gate) credit = more > 0 ? credit + more : 0;
        Wake();
    }

    private void Wake()
    {
        // One token is enough: whoever takes it looks at both figures.
        if (changed.CurrentCount == 0) changed.Release();
    }

    private void OnDisposed(bool settled)
    {
        if (!settled) return;
        lock (gate) unsettled--;
        Wake();
    }
}
