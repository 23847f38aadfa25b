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

    /// <summary>Counts of some journeys at every level.</summary>
    /// <param name="store">The journeys.</param>
    /// <param name="persons">Places of the persons that are meant, ascending; null for all.</param>
    /// <param name="settings">Windows, rules, order of the chain.</param>
    public static IReadOnlyList<PathStatisticsRows> Count(JourneyStore store, IReadOnlyList<int>? persons, AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(settings);
        TouchCode[] codes = [.. store.Codes.Select(code => code.Code)];
        return
        [
            .. All.Select(level => PathStatistics.Of(
                level.Level,
                (store.Touches, store.Orders),
                codes,
                person => store.Persons[person].Person,
                persons,
                settings,
                level.MemberOf,
                Math.Min(settings.DataDriven.MarkovOrder, level.MostOrder),
                level.HasIntervals ? settings.DataDriven.Replicates : 0).ToRows()),
        ];
    }

    /// <summary>Counts in which nothing shows how they came about.</summary>
    internal static IReadOnlyList<PathStatisticsRows> Settled(IReadOnlyList<PathStatisticsRows> counts) => [.. counts.Select(level => PathStatistics.Merge([level]).ToRows())];

    /// <summary>Counts after some journeys have changed.</summary>
    internal static IReadOnlyList<PathStatisticsRows> Changed(IReadOnlyList<PathStatisticsRows> before, IReadOnlyList<PathStatisticsRows> gone, IReadOnlyList<PathStatisticsRows> come, JourneyStore after) =>
    [
        .. All.Select((level, place) => PathStatistics.Changed(before[place], gone[place], come[place], after.Codes.Select(code => level.MemberOf(code.Code))).ToRows()),
    ];

    private static string Below(TouchCode code, string? id) => id is null ? code.Channel : $"{code.Channel}/{id}";
}
