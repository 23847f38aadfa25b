using Pinstitch.Attribute.DataDriven;

namespace Pinstitch.Attribute.Shards;

/// <summary>A shard of persons after a night.</summary>
/// <param name="Store">All journeys.</param>
/// <param name="Counts">Their paths, counted level by level for the data-driven models.</param>
public sealed record ShardState(JourneyStore Store, IReadOnlyList<PathStatisticsRows> Counts)
{
    /// <summary>Persons whose journey was made in this night, in order of id.</summary>
    public IReadOnlyList<UInt128> Changed { get; init; } = [];

    /// <summary>Persons that there no longer are, in order of id.</summary>
    public IReadOnlyList<UInt128> Gone { get; init; } = [];
}
