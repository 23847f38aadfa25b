using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Serve;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Attribute;

/// <summary>Makes the journeys of one shard of persons, and gives credit for their orders under every model.</summary>
public sealed class CreditShard(Lake lake, Measurement measurement)
{
    [Function(nameof(CreditShard))]
    public async Task<CreditedShard> RunAsync([ActivityTrigger] CreditInput input, CancellationToken cancellation)
    {
        var events = new Dictionary<UInt128, List<LandedEvent>>();
        foreach (var part in input.Parts)
        {
            foreach (var line in Lines.Read(await lake.Runs.ReadAsync(part.Blob, part.Offset, part.Length, cancellation)))
            {
                var (person, item) = PersonLines.ReadRouted(line);
                if (!events.TryGetValue(person, out var list)) events[person] = list = [];
                list.Add(item);
            }
        }

        var credited = new CreditedJourneys(measurement, input.Run.Id, input.Run.Night);
        Journey[] journeys = [.. events.OrderBy(person => person.Key).Select(person => Journeys.From(person.Key, person.Value, measurement.Attribution))];
        JourneyTouch[] touches = [.. journeys.SelectMany(JourneyTouch.Of)];
        credited.Add(journeys);

        string Name(string table) => CreditPaths.Shard(input.Run.Id, input.Shard, input.Shards, table);
        await lake.Credit.WriteAsync(Name("orders"), await ParquetFile.WriteAsync(credited.Orders), cancellation);
        await lake.Credit.WriteAsync(Name("credits"), await ParquetFile.WriteAsync(credited.Credits), cancellation);
        await lake.Credit.WriteAsync(Name("unattributed"), await ParquetFile.WriteAsync(credited.Unattributed), cancellation);
        await lake.Journeys.WriteAsync(Name("touches"), await ParquetFile.WriteAsync(touches), cancellation);
        return new(events.Count, credited.Orders.Count, credited.Credits.Count, credited.Unattributed.Count);
    }
}
