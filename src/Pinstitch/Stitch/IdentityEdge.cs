using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Two identifiers that were seen in one event.</summary>
/// <param name="A">The smaller one.</param>
/// <param name="B">The larger one.</param>
/// <param name="FirstSeen">Time of the earliest such event, UTC.</param>
/// <param name="EventId">That event: the evidence.</param>
/// <param name="Reason">Its name.</param>
public sealed record IdentityEdge(Identifier A, Identifier B, DateTimeOffset FirstSeen, string EventId, string Reason)
{
    /// <summary>Who sent the event: the evidence's witness.</summary>
    public string? Source { get; init; }

    /// <summary>Reason of an edge between an identifier's pseudonyms under the key before and under the present one.</summary>
    public const string KeyRotation = "key_rotation";

    /// <summary>
    /// The edges of an event: its strongest identifier with each of the others, and while the key of pseudonyms is being changed
    /// each with itself under the key before. Events without consent to measurement, and
    /// events that are tests, tie nothing together.
    /// </summary>
    public static IEnumerable<IdentityEdge> Of(LandedEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!item.Counts || item.MayMeasure == false) yield break;
        for (var other = 1; other < item.Identifiers.Count; other++)
            yield return new(item.Identifiers[0], item.Identifiers[other], item.Time, item.EventId, item.Name) { Source = item.Source };
        foreach (var (past, present) in item.Former ?? [])
            yield return new(past < present ? past : present, past < present ? present : past, item.Time, item.EventId, KeyRotation) { Source = item.Source };
    }
}
