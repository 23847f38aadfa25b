using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>The link on which a client sends requests to a node such as <c>$cbs</c>; each is answered on the link that it names.</summary>
internal static class RequestLink
{
    private const uint Credit = 50;

    /// <param name="link">The attached link.</param>
    /// <param name="answer">Answers a request; the connection is the client's.</param>
    public static void Attach(ListenerLink link, Func<ListenerConnection, Message, Message> answer) =>
        link.InitializeReceiver(Credit, (_, message, _, _) => Receive(link, (RawMessage)message, answer), null);

    public static Message Answer(int status, string text, object? body = null)
    {
        var message = body is null ? new Message() : new Message(body);
        message.ApplicationProperties = new();
        message.ApplicationProperties["status-code"] = status;
        message.ApplicationProperties["status-description"] = text;
        return message;
    }

    private static void Receive(ListenerLink link, RawMessage raw, Func<ListenerConnection, Message, Message> answer)
    {
        var connection = (ListenerConnection)link.Session.Connection;
        Message request;
        try
        {
            request = raw.Decoded();
        }
        catch (AmqpException e)
        {
            link.DisposeMessage(raw, new Rejected { Error = e.Error }, settled: true);
            return;
        }

        link.DisposeMessage(raw, new Accepted(), settled: true);
        // Without a link for the answer there is nobody to tell; the client runs into its own time limit.
        if (ReplyLink.Find(connection, request.Properties?.ReplyTo) is not { } reply) return;
        var message = answer(connection, request);
        message.Properties = new();
        message.Properties.SetCorrelationId(request.Properties!.GetMessageId());
        reply.Send(message);
    }
}
