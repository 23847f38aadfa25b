using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Attribute;

/// <summary>The journeys of one shard of persons, in order of person.</summary>
internal static class ShardJourneys
{
    public static async Task<(int Persons, IReadOnlyList<Journey> Journeys)> ReadAsync(Lake lake, Measurement measurement, CreditInput input, CancellationToken cancellation)
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

        return (events.Count, [.. events.OrderBy(person => person.Key).Select(person => Journeys.From(person.Key, person.Value, measurement.Attribution))]);
    }
}
