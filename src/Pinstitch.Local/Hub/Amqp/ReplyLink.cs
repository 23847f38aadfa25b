using Amqp;
using Amqp.Listener;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>The link on which a client gets the answers to its requests; they wait when it has given no credit.</summary>
internal sealed class ReplyLink
{
    private readonly ListenerLink link;
    private readonly Queue<Message> waiting = new();
    private int credit;

    private ReplyLink(ListenerLink link) => this.link = link;

    /// <summary>Makes a link that a client has attached into one for answers, found again by its name or target.</summary>
    public static void Attach(ListenerConnection connection, ListenerLink link, string? target)
    {
        var reply = new ReplyLink(link);
        link.InitializeSender((more, _, _) => reply.OnCredit(more), (_, _, _, _) => { }, null);
        connection.Properties[Key(link.Name)] = reply;
        if (target is not null) connection.Properties[Key(target)] = reply;
        link.Closed += (_, _) =>
        {
            connection.Properties.Remove(Key(link.Name));
            if (target is not null) connection.Properties.Remove(Key(target));
        };
    }

    /// <summary>Null when the client has attached no such link.</summary>
    public static ReplyLink? Find(ListenerConnection connection, string? replyTo) =>
        replyTo is not null && connection.Properties.TryGetValue(Key(replyTo), out var found) ? (ReplyLink)found : null;

    public void Send(Message message)
    {
        lock (waiting)
        {
            waiting.Enqueue(message);
            Flush();
        }
    }

    private static string Key(string name) => "reply:" + name;

    private void OnCredit(int more)
    {
        lock (waiting)
        {
            credit = more > 0 ? credit + more : 0;
            Flush();
        }
    }

    private void Flush()
    {
        for (; credit > 0 && waiting.Count > 0; credit--) link.SendMessage(waiting.Dequeue());
    }
}
