using System.Globalization;
using CsCheck;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

public sealed class StitchFiguresTests
{
    private static readonly Gen<GuardRails> Limits = Gen.Select(Gen.Int[2, 30], Gen.Int[2, 8], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 2]).Select(limits => new GuardRails
    {
        MostIdentifiers = limits.Item1, MostNeighbours = limits.Item2, MostEmails = limits.Item3, MostPhones = limits.Item4, Unique = limits.Item5 < 2 ? [] : ["crm_id"],
    });

    private static readonly Gen<Identifier> Identifiers = Gen.Select(Gen.Int[0, 9], Gen.Int[1, 4], (type, number) => TestEdge.Id((IdentifierType)type, number));

    private static readonly Gen<IdentityRules> Rules = Gen.Select(Gen.Select(Identifiers, Gen.Int[0, 2]).List[0, 2], Gen.Select(Identifiers, Identifiers).List[0, 2], Gen.Select(Identifiers, Identifiers).List[0, 2], (cut, excluded, included) => new IdentityRules(
        cut.GroupBy(item => item.Item1).ToDictionary(group => group.Key, group => group.Min(item => (Guard)item.Item2)), excluded, included));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void The_sums_that_nights_keep_are_what_counting_everything_gives(int shards) =>
        Gen.Select(TestEdge.Graphs, Limits, Rules, Gen.Int[0, 99].Array[3]).Holds((edges, guards, rules, picks) =>
        {
            var store = new MemoryFiles();
            var manifest = IdentityManifest.Empty(shards);
            var (current, undone) = (rules, new List<UndonePair>());
            var seen = new List<TestEdge>();
            foreach (var (place, night) in edges.Where(edge => edge.A != edge.B).GroupBy(edge => edge.Night).OrderBy(night => night.Key).Index())
            {
                seen.AddRange(night);
                manifest = store.Run(manifest, [.. night.Select(edge => new KeyedEdge(edge.A, edge.B, edge.Time, edge.Night))], guards, current).Manifest;
                Assert.Equal(Counted(store, manifest, current, seen), Text(StitchFigures.Of(manifest)));
                if (place >= picks.Length) continue;

                // A pair is undone, or taken back where it was undone before.
                var (a, b) = (seen[picks[place] % seen.Count].A, seen[picks[place] % seen.Count].B);
                if (store.Hubs(manifest).Intersect([rules.Head(a).Key, rules.Head(b).Key]).Any()) continue;
                var pair = UndonePair.Of(a, b, default);
                if (undone.RemoveAll(pair.IsOf) == 0) undone.Add(pair);
                var next = rules.Without(undone);
                manifest = store.RunAgain(manifest, guards, next, current, a, b).Manifest;
                current = next;
                Assert.Equal(Counted(store, manifest, current, seen), Text(StitchFigures.Of(manifest)));
            }
        }, iter: 400);

    private static string Counted(MemoryFiles store, IdentityManifest manifest, IdentityRules rules, List<TestEdge> seen)
    {
        var map = new PersonMap(manifest.Persons.Select(name => store.ReadAsync(name, CancellationToken.None).GetAwaiter().GetResult()), rules);
        var evidence = new HeldEvidence(map);
        foreach (var edge in seen) evidence.Add(new(edge.A, edge.B, DateTimeOffset.FromUnixTimeSeconds(edge.Time), "e", "login"));
        var persons = map.All.Where(item => item.Guard is null).GroupBy(item => item.Person, item => item.Identifier.Type).ToList();
        return Text(new(
            map.Count,
            persons.Count,
            persons.Count(types => types.Any(type => type.IsStrong())),
            persons.Count(types => types.Count(type => type is IdentifierType.AnonymousId or IdentifierType.DeviceId) > 1),
            ByName(map.All.Select(item => item.Guard).OfType<Guard>()),
            ByName(evidence.Edges().Select(pair => pair.Guard))));
    }

    private static SortedDictionary<string, long> ByName(IEnumerable<Guard> guards) =>
        new(guards.CountBy(guard => guard.Name()).ToDictionary(count => count.Key, count => (long)count.Value), StringComparer.Ordinal);

    private static string Text(StitchFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.Identifiers} of {figures.Persons} persons, {figures.Known} known, {figures.AcrossDevices} across devices; identifiers held: {string.Join(", ", figures.HeldIdentifiers)}; pairs held: {string.Join(", ", figures.HeldPairs)}");
}
