using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>A sender's link. A transfer is accepted when its events are on the disk, and then makes room for another.</summary>
internal sealed class ProducerLink(ListenerLink link, AmqpAddress address, SendBudget budget)
{
    /// <summary>Largest message, a batch included: the limit of Event Hubs' standard tier, 1 MiB.</summary>
    public const ulong MostBytes = 1024 * 1024;

    /// <summary>Transfers that may be under way on one link.</summary>
    private const uint Credit = 100;

    public void Attach() => link.InitializeReceiver(Credit, (_, message, _, _) => Receive((RawMessage)message), null);

    private void Receive(RawMessage message)
    {
        if ((ulong)message.Bytes.Length > MostBytes)
        {
            Refuse(message, AmqpErrors.TooLarge($"The message has {message.Bytes.Length:N0} bytes; at most {MostBytes:N0} are taken. Send fewer events in one batch."));
            return;
        }

        if (!budget.TryTake(message.Bytes.Length))
        {
            Refuse(message, AmqpErrors.Busy("The disk does not keep up with the senders; send again after a pause."));
            return;
        }

        try
        {
            var (messages, key) = AmqpEvent.Split(message.Format, message.Bytes);
            if (key is not null && address.Partition is not null)
            {
                budget.GiveBack(message.Bytes.Length);
                Refuse(message, AmqpErrors.NotAllowed("A partition key and a partition exclude each other."));
                return;
            }

            // Called in the order of arrival and queued at once, so that a link's transfers stay in order.
            _ = StoreAsync(message, address.Hub.SendAsync(messages, key, address.Partition));
        }
        catch (FormatException e)
        {
            budget.GiveBack(message.Bytes.Length);
            Refuse(message, AmqpErrors.InvalidField(e.Message));
        }
    }

    private async Task StoreAsync(RawMessage message, Task stored)
    {
        DeliveryState outcome = new Accepted();
        try
        {
            await stored;
        }
        catch (IOException e)
        {
            outcome = new Rejected { Error = AmqpErrors.Busy($"The hub cannot write to its disk: {e.Message}") };
        }
        catch (System.Threading.Channels.ChannelClosedException)
        {
            outcome = new Rejected { Error = AmqpErrors.Busy("The hub is closing.") };
        }
        finally
        {
            budget.GiveBack(message.Bytes.Length);
        }

        Settle(message, outcome);
    }

    private void Refuse(RawMessage message, Error error) => Settle(message, new Rejected { Error = error });

    private void Settle(RawMessage message, DeliveryState outcome)
    {
        try
        {
            link.DisposeMessage(message, outcome, settled: true);
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            // The client has gone without waiting; it will send again what it was not told about.
        }
    }
}
