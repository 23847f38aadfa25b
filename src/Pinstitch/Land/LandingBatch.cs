namespace Pinstitch.Land;

/// <summary>
/// A batch of deliveries of one partition on its way to storage: the line of every delivery is in exactly one of the two.
/// It may be used again once both are packed.
/// </summary>
public sealed class LandingBatch(EventReader reader)
{
    /// <summary>Lines of landed messages.</summary>
    public LandingLines Landed { get; } = new(reader);

    /// <summary>Lines of messages that could not be landed.</summary>
    public LandingLines Rejected { get; } = new();

    /// <summary>Reads a delivery for itself: a bad one does not take the others with it.</summary>
    /// <returns>Whether it was landed.</returns>
    public bool Add(int partition, Delivery delivery)
    {
        if (Landed.TryAdd(partition, delivery, reader.Now)) return true;
        var reading = reader.Read(delivery.Body);
        if (reading.Event is { } item) Landed.Add(new LandedRecord(partition, delivery.Sequence, item));
        else Rejected.Add(new RejectedRecord(partition, delivery.Sequence, EventReader.ContractVersion, reading.Violations, System.Text.Encoding.UTF8.GetString(Pseudonymiser.Copy(delivery.Body))));
        return reading.Event is not null;
    }
}
