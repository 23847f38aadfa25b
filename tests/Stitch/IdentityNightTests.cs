using CsCheck;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

public sealed class IdentityNightTests
{
    private static readonly Gen<GuardRails> Limits = Gen.Select(Gen.Int[2, 30], Gen.Int[2, 8], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 2].Select(choice => (string[])(choice < 2 ? [] : ["crm_id"]))).Select(limits =>
        new GuardRails { MostIdentifiers = limits.Item1, MostNeighbours = limits.Item2, MostEmails = limits.Item3, MostPhones = limits.Item4, Unique = limits.Item5 });

    private static readonly Gen<IdentityRules> Rules =
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 4], Gen.Int[0, 2]).List[0, 2].Select(list => new IdentityRules(
            list.GroupBy(item => TestEdge.Id((IdentifierType)item.Item1, item.Item2)).ToDictionary(group => group.Key, group => group.Min(item => (Guard)item.Item3)),
            [],
            list.Where(item => item.Item3 == 2).Select(item => (TestEdge.Id((IdentifierType)item.Item1, item.Item2), TestEdge.Id(IdentifierType.CustomerId, item.Item2)))));

    [Fact]
    public void Night_by_night_gives_what_all_edges_at_once_give() =>
        Gen.Select(TestEdge.Graphs, Limits, Rules, Gen.Int[1, 7]).Holds((edges, guards, rules, shards) =>
        {
            var store = new MemoryFiles();
            var (manifest, _) = RunAll(store, edges, guards, rules, shards);
            Assert.Equal(TestEdge.Persons(edges, guards, rules), store.Persons(manifest, guards, rules));
        }, iter: 200);

    [Fact]
    public void The_changes_of_all_nights_lead_from_nothing_to_the_persons() =>
        Gen.Select(TestEdge.Graphs, Limits, Rules).Holds((edges, guards, rules) =>
        {
            var store = new MemoryFiles();
            var (manifest, changes) = RunAll(store, edges, guards, rules, 3);
            var known = new Dictionary<Identifier, UInt128>();
            foreach (var change in changes.SelectMany(night => night))
            {
                Assert.Equal(known.GetValueOrDefault(change.Identifier, PersonIds.Of(change.Identifier)), change.Before);
                known[change.Identifier] = change.After;
            }

            foreach (var item in store.Persons(manifest, guards, rules).Where(item => item.Guard is null or > Guard.Staff))
                Assert.Equal(item.Person, known.GetValueOrDefault(item.Identifier, PersonIds.Of(item.Identifier)));
        }, iter: 80);

    [Fact]
    public void The_list_of_touched_persons_says_what_became_of_whom() =>
        Gen.Select(TestEdge.Graphs, Limits).Holds((edges, guards) =>
        {
            var store = new MemoryFiles();
            var manifest = IdentityManifest.Empty(3);
            var before = new Dictionary<Identifier, UInt128>();
            foreach (var night in Nights(edges))
            {
                var outcome = store.Run(manifest, night, guards);
                manifest = outcome.Manifest;
                var all = store.Persons(manifest, guards);
                var after = all.ToDictionary(item => item.Identifier, item => item.Person);
                var flows = after.Select(item => (Before: before.GetValueOrDefault(item.Key, PersonIds.Of(item.Key)), After: item.Value)).ToList();
                var changed = flows.Where(flow => flow.Before != flow.After).SelectMany(flow => new[] { flow.Before, flow.After }).ToHashSet();
                var touched = PersonFlows.Touched(outcome.Flows).ToHashSet();
                Assert.True(changed.IsSubsetOf(touched));
                // A hub is nobody's, and may have been unknown to the cluster that it is counted in.
                var persons = all.Where(item => item.Guard is null)
                    .Select(item => (Before: before.GetValueOrDefault(item.Identifier, PersonIds.Of(item.Identifier)), After: item.Person))
                    .Where(flow => changed.Contains(flow.Before) || changed.Contains(flow.After))
                    .GroupBy(flow => flow).ToDictionary(group => group.Key, group => group.Count());
                foreach (var (flow, count) in persons) Assert.Equal(count, outcome.Flows.Single(item => (item.Before, item.After) == flow).Identifiers);
                before = after;
            }
        }, iter: 80);

    [Promise(3)]
    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    public void The_number_of_shards_changes_no_byte(int shards) =>
        Gen.Select(TestEdge.Graphs, Limits).Holds((edges, guards) =>
        {
            var (one, many) = (new MemoryFiles(), new MemoryFiles());
            var (first, firstChanges) = RunAll(one, edges, guards, IdentityRules.None, 1);
            var (second, secondChanges) = RunAll(many, edges, guards, IdentityRules.None, shards);
            Assert.Equal(firstChanges.SelectMany(night => night), secondChanges.SelectMany(night => night));
            Assert.Equal(first.Held, second.Held);
            Assert.Equal(one.Persons(first, guards), many.Persons(second, guards));
        }, iter: 30);

    [Fact]
    public void A_night_that_was_cut_off_anywhere_and_is_run_again_leaves_the_same_files() =>
        Gen.Select(TestEdge.Graphs.Where(edges => edges.Length > 5), Limits, Gen.Int[0, 12]).Holds((edges, guards, cut) =>
        {
            var (whole, broken) = (new MemoryFiles(), new MemoryFiles());
            var (expected, _) = RunAll(whole, edges, guards, IdentityRules.None, 4);
            var manifest = IdentityManifest.Empty(4);
            foreach (var night in Nights(edges))
            {
                broken.FailAfter = cut;
                try
                {
                    broken.Run(manifest, night, guards);
                }
                catch (IOException)
                {
                    // What the cut-off night has left stays where it is.
                }

                broken.FailAfter = int.MaxValue;
                manifest = broken.Run(manifest, night, guards).Manifest;
            }

            Assert.Equal(expected.Ledger.SelectMany(runs => runs), manifest.Ledger.SelectMany(runs => runs));
            Assert.Equal(whole.All, broken.All);
        }, iter: 30);

    [Fact]
    public void A_night_that_is_run_twice_finds_nothing_new() =>
        Gen.Select(TestEdge.Graphs, Limits).Holds((edges, guards) =>
        {
            var store = new MemoryFiles();
            var (manifest, _) = RunAll(store, edges, guards, IdentityRules.None, 4);
            foreach (var night in Nights(edges)) Assert.Equal(0, store.Run(manifest, night, guards).Changed);
        }, iter: 30);

    [Fact]
    public void An_undone_edge_leaves_the_world_as_if_it_had_never_been_and_taken_back_as_if_it_had_always_been() =>
        Gen.Select(TestEdge.Graphs.Where(edges => edges.Length > 0), Limits, Gen.Int[0, 99]).Holds((edges, guards, pick) =>
        {
            var (a, b) = (edges[pick % edges.Length].A, edges[pick % edges.Length].B);
            var (store, world) = (new MemoryFiles(), new MemoryFiles());
            var (manifest, _) = RunAll(store, edges, guards, IdentityRules.None, 3);
            // With a hub among the two the store is made again.
            if (a == b || store.Hubs(manifest).Any(hub => hub == a.Key || hub == b.Key)) return;
            var without = IdentityRules.None.Without([UndonePair.Of(a, b, default)]);
            var undone = store.RunAgain(manifest, guards, without, IdentityRules.None, a, b);
            var (expected, _) = RunAll(world, edges.Where(edge => (edge.A, edge.B) != (a, b)), guards, IdentityRules.None, 3);
            Assert.Equal(world.Map(expected), store.Map(undone.Manifest));
            var back = store.RunAgain(undone.Manifest, guards, IdentityRules.None, without, a, b);
            Assert.Equal(store.Map(manifest), store.Map(back.Manifest));
            Assert.Equal(manifest.Held, back.Manifest.Held);
        }, iter: 120);

    [Fact]
    public void Many_nights_are_joined_into_few_runs()
    {
        var store = new MemoryFiles();
        var manifest = IdentityManifest.Empty(1);
        var edges = Enumerable.Range(1, 40).Select(number => new TestEdge(TestEdge.Id(IdentifierType.CustomerId, number / 3), TestEdge.Id(IdentifierType.AnonymousId, number), 1, (ushort)number)).ToList();
        foreach (var part in Nights(edges)) manifest = store.Run(manifest, part, new()).Manifest;
        Assert.True(manifest.Ledger[0].Count <= 13);
        Assert.Equal(TestEdge.Persons(edges, new()), store.Persons(manifest, new()));
    }

    private static (IdentityManifest Manifest, List<IReadOnlyList<PersonChange>> Changes) RunAll(
        MemoryFiles store, IEnumerable<TestEdge> edges, GuardRails guards, IdentityRules rules, int shards)
    {
        var manifest = IdentityManifest.Empty(shards);
        var changes = new List<IReadOnlyList<PersonChange>>();
        foreach (var night in Nights(edges))
        {
            var outcome = store.Run(manifest, night, guards, rules);
            manifest = outcome.Manifest;
            changes.Add([.. store.Changes(outcome)]);
        }

        return (manifest, changes);
    }

    private static IEnumerable<List<KeyedEdge>> Nights(IEnumerable<TestEdge> edges) => edges
        .Where(edge => edge.A != edge.B)
        .GroupBy(edge => edge.Night)
        .OrderBy(night => night.Key)
        .Select(night => night.Select(edge => new KeyedEdge(edge.A, edge.B, edge.Time, edge.Night)).ToList());
}
