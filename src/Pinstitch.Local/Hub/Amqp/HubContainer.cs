using System.Security.Cryptography.X509Certificates;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>Decides what becomes of a link that a client attaches.</summary>
internal sealed class HubContainer(EventHubs hubs, SasKey key, TimeProvider time) : IContainer
{
    private const long MostBytesUnderWay = 64 * 1024 * 1024;
    private readonly ClaimsNode claims = new(key, time);
    private readonly ManagementNode management = new(hubs);
    private readonly Readers readers = new();
    private readonly SendBudget budget = new(MostBytesUnderWay);

    public X509Certificate2? ServiceCertificate => null;

    public IDictionary<string, TransportProvider> CustomTransports { get; } = new Dictionary<string, TransportProvider>();

    public Message CreateMessage(ByteBuffer buffer) => new RawMessage(buffer);

    public Link CreateLink(ListenerConnection connection, ListenerSession session, Attach attach) => new ListenerLink(session, attach);

    public bool AttachLink(ListenerConnection connection, ListenerSession session, Link link, Attach attach)
    {
        var here = (ListenerLink)link;
        var target = (attach.Target as Target)?.Address;
        var source = (attach.Source as Source)?.Address;
        // A role of true is the peer's: it receives.
        if (attach.Role) AttachReader(connection, here, attach, source, target);
        else AttachSender(connection, here, attach, target);
        return true;
    }

    private void AttachReader(ListenerConnection connection, ListenerLink link, Attach attach, string? source, string? target)
    {
        if (IsNode(source, ClaimsNode.Address) || IsNode(source, ManagementNode.Address))
        {
            ReplyLink.Attach(connection, link, target);
            return;
        }

        Admit(connection);
        var address = AmqpAddress.Parse(source, hubs);
        if (address.ConsumerGroup is null) throw new AmqpException(AmqpErrors.NotFound($"{source}", "Read from hub/ConsumerGroups/group/Partitions/n."));
        var reader = new ConsumerLink(link, attach, address, time);
        readers.Enter(reader);
        reader.Attach(() => readers.Leave(reader));
    }

    private void AttachSender(ListenerConnection connection, ListenerLink link, Attach attach, string? target)
    {
        if (IsNode(target, ClaimsNode.Address))
        {
            RequestLink.Attach(link, claims.Answer);
            return;
        }

        if (IsNode(target, ManagementNode.Address))
        {
            RequestLink.Attach(link, management.Answer);
            return;
        }

        Admit(connection);
        var address = AmqpAddress.Parse(target, hubs);
        if (address.ConsumerGroup is not null) throw new AmqpException(AmqpErrors.NotAllowed("A consumer group can only be read from."));
        attach.MaxMessageSize = ProducerLink.MostBytes;
        new ProducerLink(link, address, budget).Attach();
    }

    private static void Admit(ListenerConnection connection)
    {
        if (!ClaimsNode.IsAdmitted(connection)) throw new AmqpException(AmqpErrors.Unauthorized("No token that holds was put to $cbs on this connection."));
    }

    private static bool IsNode(string? address, string node) =>
        address is not null && (address == node || address.EndsWith('/' + node, StringComparison.OrdinalIgnoreCase));
}
