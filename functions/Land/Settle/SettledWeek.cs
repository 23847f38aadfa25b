namespace Pinstitch.Functions.Land.Settle;

/// <summary>A week of a shard's settled events, in files of <c>events/</c> that never change and are named by what is in them.</summary>
/// <param name="Week">Its number (<see cref="Pinstitch.Land.SettledWeeks"/>).</param>
/// <param name="Records">The landed records of the week, each message once: what copies are merged from.</param>
/// <param name="Keys">Which events these are (<see cref="Pinstitch.Land.EventKeys"/>).</param>
/// <param name="Events">The events that begin in the week.</param>
/// <param name="Edges">The edges between identifiers in them.</param>
/// <param name="First">Time of the earliest of these events; null when there are none.</param>
/// <param name="Last">Time of the latest.</param>
/// <param name="Counts">What they are.</param>
/// <param name="Hash">Hash of the set of these events: the same events, the same hash.</param>
public sealed record SettledWeek(
    int Week,
    string Records,
    string Keys,
    string Events,
    string Edges,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    SettledCounts Counts,
    string Hash)
{
    /// <summary>Names of all four.</summary>
    public IEnumerable<string> Files => [Records, Keys, Events, Edges];
}
