using System.Collections.Concurrent;
using System.Text;

namespace Pinstitch.Land;

/// <summary>
/// A batch of deliveries of one partition on its way to storage: the line of every delivery is in exactly one of the two.
/// Its buffers are large, so a batch that is disposed of is given out again.
/// </summary>
public sealed class LandingBatch : IDisposable
{
    private readonly EventReader reader;
    private readonly ConcurrentBag<LandingBatch> free;

    internal LandingBatch(EventReader reader, ConcurrentBag<LandingBatch> free)
    {
        (this.reader, this.free) = (reader, free);
        Landed = new(reader);
    }

    /// <summary>Lines of landed messages.</summary>
    public LandingLines Landed { get; }

    /// <summary>Lines of messages that could not be landed.</summary>
    public LandingLines Rejected { get; } = new();

    /// <summary>Reads a delivery for itself: a bad one does not take the others with it.</summary>
    /// <param name="partition">The hub's partition.</param>
    /// <param name="delivery">The message; its bytes must stay until the lines are packed.</param>
    /// <returns>Whether it was landed.</returns>
    public bool Add(int partition, Delivery delivery)
    {
        if (Landed.TryAdd(partition, delivery, reader.Now)) return true;
        var reading = reader.Read(delivery.Body);
        if (reading.Event is { } item) Landed.Add(new LandedRecord(partition, delivery.Sequence, item));
        else Rejected.Add(new RejectedRecord(partition, delivery.Sequence, EventReader.ContractVersion, reading.Violations, Copy(delivery, reading)));
        return reading.Event is not null;
    }

    private static string Copy(Delivery delivery, EventReading reading) =>
        reading.Violations is [{ Rule: EventReader.NotJsonRule }] ? TextScrub.All(Encoding.UTF8.GetString(delivery.Body.Span)) : Encoding.UTF8.GetString(Pseudonymiser.Copy(delivery.Body));

    public void Dispose()
    {
        Landed.Clear();
        Rejected.Clear();
        free.Add(this);
    }
}
