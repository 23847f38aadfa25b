using Pinstitch.Land;

namespace Pinstitch.Attribute;

/// <summary>Makes conversions besides orders out of the events about them.</summary>
public static class Conversions
{
    /// <summary>
    /// One conversion for each id. A stage is reached once: telling of it again makes a new version of the same conversion,
    /// whose last value counts and whose first time stands.
    /// </summary>
    /// <param name="events">All events of a person.</param>
    /// <param name="type">What counts.</param>
    public static IReadOnlyList<Order> From(IEnumerable<LandedEvent> events, ConversionType type)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(type);
        return
        [
            .. events
                .Where(item => item.Counts && type.Matches(item))
                .GroupBy(item => item.OrderId ?? (item.Stage is null ? item.EventId : $"{type.Id}:{item.Stage}"), StringComparer.Ordinal)
                .Select(group => Make(group.Key, [.. group.OrderBy(item => item.Time).ThenBy(item => item.EventId, StringComparer.Ordinal)], type))
                .OrderBy(conversion => conversion.PlacedAt)
                .ThenBy(conversion => conversion.OrderId, StringComparer.Ordinal),
        ];
    }

    private static Order Make(string id, List<LandedEvent> events, ConversionType type)
    {
        var value = events.FindLast(item => item.Value is not null)?.Value ?? type.Value;
        var currency = events.FindLast(item => item.Currency is not null)?.Currency ?? string.Empty;
        return new(id, events[0].Time, value, 0, currency, events.Count, events[^1].Source)
        {
            History = [.. events.Select((item, place) => new OrderVersion(place + 1, item.Time, item.Value ?? type.Value, place == 0 ? "placed" : "edited"))],
        };
    }
}
