using Pinstitch.Attribute.DataDriven;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Attribute;

/// <summary>Counts the paths of one shard of persons for the data-driven models. Counts leave the shard, paths never do.</summary>
public sealed class CountPaths(Lake lake, Measurement measurement)
{
    [Function(nameof(CountPaths))]
    public async Task<string> RunAsync([ActivityTrigger] CreditInput input, CancellationToken cancellation)
    {
        var settings = measurement.Attribution;
        var journeys = (await ShardJourneys.ReadAsync(lake, measurement, input, cancellation)).Journeys
            .Select(journey => journey with { Orders = [.. journey.Orders.Where(order => measurement.DayOf(order.PlacedAt) <= input.Run.Night)] })
            .ToList();
        // The finer the level, the more states a chain has and the less is known of each.
        var order = settings.DataDriven.MarkovOrder;
        PathStatisticsRows[] levels =
        [
            PathStatistics.Of("channel", journeys, settings, code => code.Channel, order, settings.DataDriven.Replicates).ToRows(),
            PathStatistics.Of("campaign", journeys, settings, code => code.CampaignId is null ? code.Channel : $"{code.Channel}/{code.CampaignId}", Math.Min(order, 2), 0).ToRows(),
            PathStatistics.Of("ad", journeys, settings, code => code.AdId is null ? code.Channel : $"{code.Channel}/{code.AdId}", 1, 0).ToRows(),
        ];
        var name = CreditPaths.Counts(input.Work, input.Shard);
        await lake.Runs.WriteAsync(name, BinaryData.FromObjectAsJson(levels), cancellation);
        return name;
    }
}
