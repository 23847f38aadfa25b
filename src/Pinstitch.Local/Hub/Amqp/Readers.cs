using System.Collections.Concurrent;
using Amqp;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>
/// Who reads which partition for which consumer group. A reader with an epoch (owner level) is alone: it turns out those
/// of the same or a lower epoch, and keeps out lower ones and those without. Without an epoch there may be five.
/// </summary>
internal sealed class Readers
{
    private const int MostWithoutEpoch = 5;
    private readonly ConcurrentDictionary<(string Hub, string Group, int Partition), List<ConsumerLink>> byPartition = new();

    /// <exception cref="AmqpException">Another reader keeps this one out.</exception>
    public void Enter(ConsumerLink reader)
    {
        List<ConsumerLink> turnedOut = [];
        var present = Of(reader);
        lock (present)
        {
            var owner = present.Find(other => other.Epoch is not null);
            if (owner is not null && (reader.Epoch is null || reader.Epoch < owner.Epoch))
                throw new AmqpException(AmqpErrors.Stolen($"A reader with owner level {owner.Epoch} has this partition; ask for a higher level, or for none when it has gone."));
            if (reader.Epoch is null && present.Count >= MostWithoutEpoch)
                throw new AmqpException(AmqpErrors.LimitExceeded($"{MostWithoutEpoch} readers have this partition for this consumer group; use another group, or an owner level."));
            if (reader.Epoch is not null)
            {
                turnedOut.AddRange(present);
                present.Clear();
            }

            present.Add(reader);
        }

        foreach (var other in turnedOut) other.Close(AmqpErrors.Stolen($"A reader with owner level {reader.Epoch} has taken this partition."));
    }

    public void Leave(ConsumerLink reader)
    {
        var present = Of(reader);
        lock (present) present.Remove(reader);
    }

    private List<ConsumerLink> Of(ConsumerLink reader) =>
        byPartition.GetOrAdd((reader.Address.Hub.Name, reader.Address.ConsumerGroup!.ToUpperInvariant(), reader.Address.Partition!.Value), _ => []);
}
