using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Functions.Land;

/// <summary>A landed event in a compacted day: columns to look through, and the whole line that it was landed with.</summary>
public sealed record StoredEvent
{
    public required string EventId { get; init; }

    public required string EventName { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public required string Source { get; init; }

    public string? OrderId { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public long? Value { get; init; }

    public string? Currency { get; init; }

    public string? UtmSource { get; init; }

    public string? UtmCampaign { get; init; }

    /// <summary>The hub's partition.</summary>
    public required int Partition { get; init; }

    /// <summary>Sequence number in it.</summary>
    public required long Sequence { get; init; }

    /// <summary>The landed line, as JSON.</summary>
    public required string Line { get; init; }

    public static StoredEvent Of(LandedRecord record, ReadOnlySpan<byte> line)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new()
        {
            EventId = record.Event.EventId,
            EventName = record.Event.Name,
            EventTime = record.Event.Time,
            Source = record.Event.Source,
            OrderId = record.Event.OrderId,
            Value = record.Event.Value,
            Currency = record.Event.Currency,
            UtmSource = record.Event.Page?.UtmSource,
            UtmCampaign = record.Event.Page?.UtmCampaign,
            Partition = record.Partition,
            Sequence = record.Sequence,
            // The visitor's address and browser are kept no longer than sending back takes.
            Line = record.Event.Client is null ? Encoding.UTF8.GetString(line) : Encoding.UTF8.GetString(LandingJson.Write(record with { Event = record.Event with { Client = null } })),
        };
    }
}
