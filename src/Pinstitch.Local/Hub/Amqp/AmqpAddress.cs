using System.Globalization;
using Amqp;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>
/// What a link is about: <c>hub</c> or <c>hub/Partitions/0</c> to send, <c>hub/ConsumerGroups/group/Partitions/0</c> to
/// read. Words are compared without regard to case, as Event Hubs does.
/// </summary>
/// <param name="Hub">The hub.</param>
/// <param name="Partition">Null when the hub is to choose.</param>
/// <param name="ConsumerGroup">Null for senders.</param>
internal sealed record AmqpAddress(EventHub Hub, int? Partition, string? ConsumerGroup)
{
    public const string UnknownHub = "No function of this host reads a hub of that name; check the EntityPath of the connection string, or the name given to the client.";

    public static string UnknownPartition(EventHub hub) => $"The hub has the partitions 0 to {hub.Partitions.Count - 1}.";

    /// <exception cref="AmqpException">There is no such thing, <c>amqp:not-found</c>.</exception>
    public static AmqpAddress Parse(string? address, EventHubs hubs)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? Uri.UnescapeDataString(uri.AbsolutePath) : address ?? string.Empty;
        var parts = path.Trim('/').Split('/');
        var hub = hubs.Find(parts[0]) ?? throw new AmqpException(AmqpErrors.NotFound(parts[0], UnknownHub));
        return parts switch
        {
            [_] => new(hub, null, null),
            [_, var word, var id] when Is(word, "Partitions") => new(hub, Number(hub, id), null),
            [_, var word, var group, var second, var id] when Is(word, "ConsumerGroups") && Is(second, "Partitions") => new(hub, Number(hub, id), group),
            _ => throw new AmqpException(AmqpErrors.NotFound($"{address}", "It is neither a hub nor a partition of one.")),
        };
    }

    private static bool Is(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static int Number(EventHub hub, string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var partition) && partition < hub.Partitions.Count
            ? partition
            : throw new AmqpException(AmqpErrors.NotFound($"{hub.Name}/Partitions/{id}", UnknownPartition(hub)));
}
