using Pinstitch.Land;

namespace Pinstitch.Stitch.Books;

/// <summary>Two identifiers in one event.</summary>
/// <param name="A">The smaller one.</param>
/// <param name="B">The larger one.</param>
/// <param name="Time">When, in seconds since 1970.</param>
/// <param name="Line">Hash of the event's line.</param>
public readonly record struct PairSighting(Identifier A, Identifier B, long Time, UInt128 Line)
{
    /// <summary>The pairs of an event (<see cref="IdentityEdge.Of"/>) that have one of these keys.</summary>
    public static IEnumerable<PairSighting> Of(BookedEvent item, IReadOnlySet<UInt128> keys)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(keys);
        if (!item.Ties) yield break;
        for (var other = 1; other < item.Identifiers.Count; other++)
        {
            var (a, b) = (item.Identifiers[0], item.Identifiers[other]);
            if (keys.Contains(a.Key) || keys.Contains(b.Key)) yield return new(a, b, item.Time, item.Hash);
        }

        foreach (var (past, present) in item.Former)
        {
            if (keys.Contains(past.Key) || keys.Contains(present.Key)) yield return new(past < present ? past : present, past < present ? present : past, item.Time, item.Hash);
        }
    }
}
