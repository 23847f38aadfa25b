using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Stitch;

/// <summary>Sends each event to the shard of its person, without identifiers that were erased.</summary>
public sealed class RouteShard(Lake lake, IdentityStore store, Measurement measurement)
{
    [Function(nameof(RouteShard))]
    public async Task<Sections> RunAsync([ActivityTrigger] RouteInput input, CancellationToken cancellation)
    {
        var persons = PersonLines.Read(Lines.Read(await lake.Identity.ReadAsync(input.Persons, cancellation)), measurement.Guards.OwnerHours);
        var tombstones = await store.TombstonesAsync(cancellation);
        using var sections = new SectionWriter(input.Shards, hashed: true);
        await foreach (var line in SettledList.EventsAsync(lake, input.Events, cancellation))
        {
            var item = LandingJson.ReadEvent(line.Span);
            var left = tombstones.Without(item);
            var person = persons.Of(left);
            sections.Add(Sharding.Of(person, input.Shards), PersonLines.Route(person, ReferenceEquals(left, item) ? line.ToArray() : LandingJson.Write(left)));
        }

        return await sections.WriteAsync(lake.Runs, string.Create(CultureInfo.InvariantCulture, $"{input.Work}/route-{input.Shard:D3}.gz"), cancellation);
    }
}
