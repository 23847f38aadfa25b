using Amqp;
using Amqp.Listener;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>The node <c>$cbs</c>: a client puts a token there before it attaches to a hub, and anew before it expires.</summary>
internal sealed class ClaimsNode(SasKey key, TimeProvider time)
{
    public const string Address = "$cbs";
    private const string Admitted = "admitted";

    public static bool IsAdmitted(ListenerConnection connection) => connection.Properties.ContainsKey(Admitted);

    public Message Answer(ListenerConnection connection, Message request)
    {
        if (request.ApplicationProperties?["operation"] as string != "put-token") return RequestLink.Answer(400, "The operation must be put-token.");
        if (key.Refuse(request.Body as string, time.GetUtcNow()) is { } fault) return RequestLink.Answer(401, fault);
        connection.Properties[Admitted] = true;
        return RequestLink.Answer(202, "Accepted");
    }
}
