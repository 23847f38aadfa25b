using Pinstitch.Azure.Storage;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Books;

namespace Pinstitch.Functions.Stitch.Route;

/// <summary>Tells whose the identifiers are that shards ask about, and who had the shared ones among them when: of everybody else nothing is kept in memory.</summary>
public sealed class NameOwners(Lake lake, IdentityStore store)
{
    [Function(nameof(NameOwners))]
    public async Task<NamedOwners> RunAsync([ActivityTrigger] OwnersInput input, CancellationToken cancellation)
    {
        var view = (await lake.Runs.ReadAsync(input.View, cancellation)).ToObjectFromJson<IdentityView>()!;
        var (gone, wanted, sightings) = (new HashSet<UInt128>(), new HashSet<Identifier>(), new List<PairSighting>());
        foreach (var name in input.Evidence)
        {
            var evidence = NightEvidence.Read((await lake.Runs.ReadAsync(name, cancellation)).ToMemory().Span);
            gone.UnionWith(evidence.Gone);
            wanted.UnionWith(evidence.Wanted);
            sightings.AddRange(evidence.Sightings);
        }

        var persons = await store.MapAsync(view, wanted, cancellation);
        var owners = new SharedOwners(persons);
        foreach (var sighting in sightings.Where(item => !gone.Contains(item.Line)))
            owners.Add(new(sighting.A, sighting.B, DateTimeOffset.FromUnixTimeSeconds(sighting.Time), string.Empty, string.Empty));

        var named = new NamedOwners($"{input.Work}/owners.gz", $"{input.Work}/gone.bin");
        await lake.Runs.WriteAsync(named.Persons, Lines.Write(PersonLines.Write(persons, owners.Find())), cancellation);
        await lake.Runs.WriteNumbersAsync(named.Gone, gone, cancellation);
        return named;
    }
}
