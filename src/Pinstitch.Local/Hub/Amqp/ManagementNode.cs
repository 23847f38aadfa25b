using System.Globalization;
using Amqp;
using Amqp.Listener;
using Amqp.Types;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>The node <c>$management</c>: properties of hubs and partitions.</summary>
internal sealed class ManagementNode(EventHubs hubs)
{
    public const string Address = "$management";
    private const string HubType = "com.microsoft:eventhub";
    private const string PartitionType = "com.microsoft:partition";

    public Message Answer(ListenerConnection connection, Message request)
    {
        var asked = request.ApplicationProperties;
        if (!ClaimsNode.IsAdmitted(connection)) return RequestLink.Answer(401, "Put a token to $cbs first.");
        if (asked?["operation"] as string != "READ") return RequestLink.Answer(400, "The operation must be READ.");
        var name = asked["name"] as string ?? string.Empty;
        if (hubs.Find(name) is not { } hub) return RequestLink.Answer(404, AmqpErrors.NotFoundText(name, AmqpAddress.UnknownHub));
        return (asked["type"] as string) switch
        {
            HubType => RequestLink.Answer(200, "OK", Describe(hub)),
            PartitionType when Partition(hub, asked["partition"]) is { } log => RequestLink.Answer(200, "OK", Describe(hub, log)),
            PartitionType => RequestLink.Answer(404, AmqpErrors.NotFoundText($"{name}/Partitions/{asked["partition"]}", AmqpAddress.UnknownPartition(hub))),
            _ => RequestLink.Answer(400, $"The type must be {HubType} or {PartitionType}."),
        };
    }

    private static PartitionLog? Partition(EventHub hub, object id) =>
        int.TryParse($"{id}", NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < hub.Partitions.Count ? hub.Partitions[number] : null;

    private static Map Describe(EventHub hub) => new()
    {
        ["name"] = hub.Name,
        ["type"] = HubType,
        ["created_at"] = hub.Created.UtcDateTime,
        ["partition_count"] = hub.Partitions.Count,
        ["partition_ids"] = hub.Partitions.Select(partition => $"{partition.Partition}").ToArray(),
        ["georeplication_factor"] = 1,
    };

    private static Map Describe(EventHub hub, PartitionLog partition)
    {
        var last = partition.Last();
        return new()
        {
            ["name"] = hub.Name,
            ["type"] = PartitionType,
            ["partition"] = $"{partition.Partition}",
            ["begin_sequence_number"] = partition.FirstSequence,
            ["last_enqueued_sequence_number"] = last?.Sequence ?? -1L,
            ["last_enqueued_offset"] = last is { } found ? $"{found.Offset}" : "-1",
            ["last_enqueued_time_utc"] = (last?.EnqueuedTime ?? DateTimeOffset.UnixEpoch).UtcDateTime,
            ["is_partition_empty"] = last is null,
        };
    }
}
