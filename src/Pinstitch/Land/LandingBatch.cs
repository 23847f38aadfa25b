namespace Pinstitch.Land;

/// <summary>What a batch of deliveries of one partition comes to: every delivery is in exactly one of the two lists.</summary>
public sealed record LandingBatch(IReadOnlyList<LandedRecord> Landed, IReadOnlyList<RejectedRecord> Rejected)
{
    /// <summary>Reads each delivery for itself: a bad one does not take the others with it.</summary>
    public static LandingBatch Sort(EventReader reader, int partition, IEnumerable<Delivery> deliveries)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(deliveries);
        var landed = new List<LandedRecord>();
        var rejected = new List<RejectedRecord>();
        foreach (var delivery in deliveries)
        {
            var reading = reader.Read(delivery.Body);
            if (reading.Event is { } item) landed.Add(new(partition, delivery.Sequence, item));
            else rejected.Add(new(partition, delivery.Sequence, EventReader.ContractVersion, reading.Violations, Body(delivery.Body)));
        }

        return new(landed, rejected);
    }

    private static string Body(ReadOnlyMemory<byte> body) => System.Text.Encoding.UTF8.GetString(Pseudonymiser.Copy(body));
}
