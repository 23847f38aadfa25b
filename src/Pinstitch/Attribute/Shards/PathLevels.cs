using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Shards;

/// <summary>Who the members of data-driven models are: channels, campaigns, ad groups, ads. Below the channel a touch that names none stands for its channel.</summary>
public static class PathLevels
{
    /// <summary>The finer the level, the more states a chain has and the less is known of each: so orders are capped and intervals are drawn for channels alone.</summary>
    private static readonly (string Level, Func<TouchCode, string> MemberOf, int MostOrder, bool HasIntervals)[] All =
    [
        ("channel", code => code.Channel, 4, true),
        ("campaign", code => Below(code, code.CampaignId), 2, false),
        ("ad_group", code => Below(code, code.AdGroupId), 1, false),
        ("ad", code => Below(code, code.AdId), 1, false),
    ];

    /// <summary>Counts of all journeys of a store at every level.</summary>
    /// <param name="store">The journeys.</param>
    /// <param name="settings">Windows, rules, order of the chain.</param>
    public static IReadOnlyList<PathStatisticsRows> Count(JourneyStore store, AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. All.Select(level =>
            {
                string[] members = [.. store.Codes.Select(code => level.MemberOf(code.Code))];
                var counts = Empty(level, members, settings, isFew: false);
                Add(counts, store, members, null, settings, 1);
                return counts.ToRows();
            }),
        ];
    }

    /// <summary>Counts after some journeys have changed: the same as if all were counted anew.</summary>
    /// <param name="before">Counts of the store before.</param>
    /// <param name="old">That store.</param>
    /// <param name="left">Places there of the persons whose journeys have changed, ascending.</param>
    /// <param name="store">The store as it is.</param>
    /// <param name="come">Places in it of these persons.</param>
    /// <param name="settings">Windows, rules, order of the chain.</param>
    internal static IReadOnlyList<PathStatisticsRows> Changed(IReadOnlyList<PathStatisticsRows> before, JourneyStore old, List<int> left, JourneyStore store, List<int> come, AttributionSettings settings) =>
    [
        .. All.Select((level, place) =>
        {
            string[] were = [.. old.Codes.Select(code => level.MemberOf(code.Code))];
            string[] members = [.. store.Codes.Select(code => level.MemberOf(code.Code))];
            var change = Empty(level, were.Concat(members), settings, isFew: true);
            Add(change, old, were, left, settings, -1);
            Add(change, store, members, come, settings, 1);
            return PathStatistics.Changed(before[place], change.ToRows(), members);
        }),
    ];

    private static PathStatistics Empty((string Level, Func<TouchCode, string> MemberOf, int MostOrder, bool HasIntervals) level, IEnumerable<string> members, AttributionSettings settings, bool isFew) => new(
        level.Level,
        PathStatistics.Named(members),
        Math.Min(settings.DataDriven.MarkovOrder, level.MostOrder),
        level.HasIntervals ? settings.DataDriven.Replicates : 0,
        isFew);

    private static void Add(PathStatistics counts, JourneyStore store, string[] members, List<int>? persons, AttributionSettings settings, int sign) =>
        counts.Add((store.Touches, store.Orders), members, [.. store.Codes.Select(code => code.Code)], person => store.Persons[person].Person, persons, settings, sign);

    private static string Below(TouchCode code, string? id) => id is null ? code.Channel : $"{code.Channel}/{id}";
}
