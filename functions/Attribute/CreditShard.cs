using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>Makes the journeys of one shard of persons, and gives credit for their orders under every model.</summary>
public sealed class CreditShard(Lake lake, Measurement measurement)
{
    [Function(nameof(CreditShard))]
    public async Task<CreditedShard> RunAsync([ActivityTrigger] CreditInput input, CancellationToken cancellation)
    {
        var (persons, journeys) = await ShardJourneys.ReadAsync(lake, measurement, input, cancellation);
        var effects = await new RunFiles(lake).EffectsAsync(input.Run.Id, cancellation);
        var credited = new CreditedJourneys(measurement, input.Run.Id, input.Run.Night);
        JourneyTouch[] touches = [.. journeys.SelectMany(JourneyTouch.Of)];
        credited.Add(journeys, effects);
        CreditChange[] changes = [.. CreditChange.Of(journeys, measurement, input.Run.Night, effects)];

        string Name(string table) => CreditPaths.Shard(input.Run.Id, input.Shard, input.Shards, table);
        await lake.Credit.WriteAsync(Name("orders"), await ParquetFile.WriteAsync(credited.Orders), cancellation);
        await lake.Credit.WriteAsync(Name("credits"), await ParquetFile.WriteAsync(credited.Credits), cancellation);
        await lake.Credit.WriteAsync(Name("unattributed"), await ParquetFile.WriteAsync(credited.Unattributed), cancellation);
        await lake.Credit.WriteAsync(Name("changes"), await ParquetFile.WriteAsync(changes), cancellation);
        await lake.Journeys.WriteAsync(Name("touches"), await ParquetFile.WriteAsync(touches), cancellation);
        return new(persons, credited.Orders.Count, credited.Credits.Count, credited.Unattributed.Count);
    }
}
