using Pinstitch.Land;

namespace Pinstitch.Functions.Land.Settle;

/// <summary>What some settled events are.</summary>
/// <param name="Events">All of them, after copies were merged.</param>
/// <param name="Duplicates">Messages that repeated one of them.</param>
/// <param name="Bots">Events of bots: kept, shown, never counted.</param>
/// <param name="Staff">Events of the shop's own people: the same.</param>
/// <param name="Tests">Events that their sender calls tests: the same.</param>
public sealed record SettledCounts(long Events, long Duplicates, long Bots, long Staff, long Tests)
{
    public static SettledCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>An event is counted under the first of test, staff and bot that it is.</summary>
    public static SettledCounts Of(IReadOnlyCollection<LandedEvent> events, long duplicates)
    {
        ArgumentNullException.ThrowIfNull(events);
        var tests = events.Count(item => item.IsTest);
        var staff = events.Count(item => !item.IsTest && item.Traffic?.StartsWith("staff:", StringComparison.Ordinal) == true);
        return new(events.Count, duplicates, events.Count(item => !item.IsTest && item.Traffic is not null) - staff, staff, tests);
    }

    public static SettledCounts operator +(SettledCounts one, SettledCounts two)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(two);
        return new(one.Events + two.Events, one.Duplicates + two.Duplicates, one.Bots + two.Bots, one.Staff + two.Staff, one.Tests + two.Tests);
    }

    public static SettledCounts Add(SettledCounts left, SettledCounts right) => left + right;
}
