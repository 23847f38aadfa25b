namespace Pinstitch.Local;

/// <summary>An event of a hub. Counterpart of the Event Hubs client's type of that name.</summary>
public class EventData
{
    private readonly ReadOnlyMemory<byte> body;

    public EventData()
        : this(ReadOnlyMemory<byte>.Empty)
    {
    }

    public EventData(BinaryData eventBody)
        : this((eventBody ?? throw new ArgumentNullException(nameof(eventBody))).ToMemory())
    {
    }

    public EventData(string eventBody)
        : this(new BinaryData(eventBody))
    {
    }

    public EventData(ReadOnlyMemory<byte> eventBody)
        : this(eventBody, null, null, long.MinValue, null, default, null)
    {
    }

    /// <summary>An event as received from a partition.</summary>
    internal EventData(
        ReadOnlyMemory<byte> eventBody,
        IDictionary<string, object>? properties,
        IReadOnlyDictionary<string, object>? systemProperties,
        long sequenceNumber,
        string? offset,
        DateTimeOffset enqueuedTime,
        string? partitionKey)
    {
        body = eventBody;
        Properties = properties ?? new Dictionary<string, object>();
        SystemProperties = systemProperties ?? new Dictionary<string, object>();
        SequenceNumber = sequenceNumber;
        OffsetString = offset;
        EnqueuedTime = enqueuedTime;
        PartitionKey = partitionKey;
    }

    public BinaryData EventBody => new(body);

    public ReadOnlyMemory<byte> Body => body;

    public string? ContentType { get; set; }

    public string? MessageId { get; set; }

    public string? CorrelationId { get; set; }

    public IDictionary<string, object> Properties { get; }

    public IReadOnlyDictionary<string, object> SystemProperties { get; }

    /// <summary>Place in the partition, counted from 0 without gaps; <see cref="long.MinValue"/> for one not received.</summary>
    public long SequenceNumber { get; }

    /// <summary>Where the event begins in the partition's log.</summary>
    public string? OffsetString { get; }

    public DateTimeOffset EnqueuedTime { get; }

    public string? PartitionKey { get; }
}
