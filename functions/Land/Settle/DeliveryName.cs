namespace Pinstitch.Functions.Land.Settle;

/// <summary>What tells a message of the hub from others, also over a hub that was made anew and counts from the beginning again.</summary>
internal readonly record struct DeliveryName(int Partition, long Sequence, string EventId, string Name) : IComparable<DeliveryName>
{
    public int CompareTo(DeliveryName other)
    {
        if (Partition != other.Partition) return Partition.CompareTo(other.Partition);
        if (Sequence != other.Sequence) return Sequence.CompareTo(other.Sequence);
        var byId = string.CompareOrdinal(EventId, other.EventId);
        return byId != 0 ? byId : string.CompareOrdinal(Name, other.Name);
    }
}
