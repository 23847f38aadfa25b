using System.IO.Hashing;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Takes erased identifiers out of events on their way to journeys. The shop's revenue stays what it was, so an event of which nothing is left becomes
/// somebody's of whom nothing is known: the same one for all events of an order, another one for every other event.
/// </summary>
public static class ErasedEvents
{
    /// <param name="item">The event.</param>
    /// <param name="erased">When identifiers were erased, by key; what is later than that is somebody's anew.</param>
    /// <returns>The event itself when it has nothing erased.</returns>
    public static LandedEvent Without(LandedEvent item, IReadOnlyDictionary<UInt128, DateTimeOffset> erased)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(erased);
        if (erased.Count == 0 || !item.Identifiers.Any(identifier => IsErased(identifier, item, erased))) return item;
        Identifier[] left = [.. item.Identifiers.Where(identifier => !IsErased(identifier, item, erased))];
        return item with { Identifiers = left.Length > 0 ? left : [Nobody(item)], Match = null, Former = null };
    }

    private static bool IsErased(Identifier identifier, LandedEvent item, IReadOnlyDictionary<UInt128, DateTimeOffset> erased) =>
        erased.TryGetValue(identifier.Key, out var at) && item.Time <= at;

    private static Identifier Nobody(LandedEvent item) =>
        new(IdentifierType.AnonymousId, XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(item.OrderId is { } order ? $"erased|order|{order}" : $"erased|event|{item.EventId}")));
}
