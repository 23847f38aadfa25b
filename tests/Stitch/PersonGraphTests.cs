using CsCheck;
using Pinstitch.Land;
using Pinstitch.Stitch;
using static Pinstitch.Tests.Stitch.TestEdge;

namespace Pinstitch.Tests.Stitch;

public sealed class PersonGraphTests
{
    private static readonly Gen<GuardRails> Limits = Gen.Select(Gen.Int[2, 30], Gen.Int[2, 10], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 3].Select(choice => (string[])(choice < 2 ? [] : choice == 2 ? ["crm_id"] : ["crm_id", "email"]))).Select(limits =>
        new GuardRails { MostIdentifiers = limits.Item1, MostNeighbours = limits.Item2, MostEmails = limits.Item3, MostPhones = limits.Item4, Unique = limits.Item5 });

    private static readonly Gen<Dictionary<Identifier, Guard>> Cuts =
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 4], Gen.Int[0, 2]).List[0, 3].Select(list => list
            .GroupBy(item => Id((IdentifierType)item.Item1, item.Item2))
            .ToDictionary(group => group.Key, group => group.Min(item => (Guard)item.Item3)));

    [Fact]
    public void The_engine_finds_what_the_rules_say() =>
        Gen.Select(Graphs, Limits, Cuts).Holds((edges, guards, cut) =>
        {
            var simple = SimplePersons.Link(edges, guards, cut);
            var found = Persons(edges, guards, new(cut, [], []));
            Assert.Equal(simple.Values.OrderBy(item => item.Identifier), found);
        }, iter: 2_000, print: item => string.Join("\n", item.Item1.Select(edge => $"{edge.A.Type}{edge.A.Key % 1000} {edge.B.Type}{edge.B.Key % 1000} t{edge.Time} n{edge.Night}")) + item.Item2 + string.Join(",", item.Item3));

    [Fact]
    public void The_order_of_edges_does_not_matter() =>
        Gen.Select(Graphs, Limits).SelectMany((edges, guards) => Gen.Shuffle(edges).Select(other => (edges, other, guards))).Holds(
            item => Assert.Equal(Persons(item.edges, item.guards), Persons(item.other, item.guards)), iter: 300);

    [Fact]
    public void Seeing_an_edge_again_later_changes_nothing() =>
        Gen.Select(Graphs, Limits).Holds(
            (edges, guards) => Assert.Equal(Persons(edges, guards), Persons([.. edges, .. edges.Select(edge => edge with { Night = 10 })], guards)), iter: 300);

    [Fact]
    public void An_undone_edge_leaves_the_world_without_it() =>
        Gen.Select(Graphs.Where(edges => edges.Length > 0), Limits, Gen.Int[0, 99]).Holds((edges, guards, choice) =>
        {
            var (a, b) = (edges[choice % edges.Length].A, edges[choice % edges.Length].B);
            var without = edges.Where(edge => (edge.A, edge.B) != (a, b));
            Assert.Equal(Persons(without, guards), Persons(edges, guards, new([], [(b, a)], [])));
        }, iter: 300);

    [Fact]
    public void A_person_never_has_two_customer_ids_nor_too_many_identifiers() =>
        Gen.Select(Graphs, Limits).Holds((edges, guards) =>
        {
            foreach (var person in Persons(edges, guards).GroupBy(item => item.Person))
            {
                var customers = person.Where(item => item.Identifier.Type == IdentifierType.CustomerId).Select(item => item.Identifier).ToHashSet();
                // More than one only where edges say that they are one number under two keys.
                Assert.True(customers.Count <= 1 || customers.All(one => edges.Any(edge => (edge.A == one && edge.B.Type == IdentifierType.CustomerId) || (edge.B == one && edge.A.Type == IdentifierType.CustomerId))));
                Assert.True(person.Count() <= guards.MostIdentifiers);
            }
        }, iter: 300);

    [Fact]
    public void Every_edge_joins_or_is_counted_under_a_guard_rail() =>
        Gen.Select(Graphs, Limits).Holds((edges, guards) =>
        {
            var graph = Graph(edges, guards);
            var count = graph.Edges;
            var persons = graph.Link(forLookup: true);
            var joined = edges.Count(edge => edge.A != edge.B && persons.Find(edge.A)!.Value.Person == persons.Find(edge.B)!.Value.Person);
            Assert.Equal(count, joined + persons.HeldEdges().Values.Sum());
        }, iter: 300);

    [Fact]
    public void Two_persons_of_one_browser_stay_apart_and_the_browser_is_nobodys()
    {
        var (anna, ben, browser, click) = (Id(IdentifierType.CustomerId, 1), Id(IdentifierType.CustomerId, 2), Id(IdentifierType.AnonymousId, 1), Id(IdentifierType.Gclid, 1));
        var found = Persons([new(anna, browser, 1, 0), new(ben, browser, 2, 0), new(browser, click, 3, 0)], new()).ToDictionary(item => item.Identifier);
        Assert.NotEqual(found[anna].Person, found[ben].Person);
        Assert.Equal(Guard.SharedIdentifier, found[browser].Guard);
        Assert.True(found[click].IsAlone);
    }

    [Fact]
    public void The_older_of_two_persons_keeps_its_id_and_gets_it_back_when_they_part()
    {
        var (mail, other, phone) = (Id(IdentifierType.Email, 1), Id(IdentifierType.Email, 2), Id(IdentifierType.Phone, 1));
        var (early, late) = (Id(IdentifierType.AnonymousId, 1), Id(IdentifierType.AnonymousId, 2));
        TestEdge[] apart = [new(mail, early, 10, 1), new(other, late, 20, 2)];
        TestEdge[] joined = [.. apart, new(mail, phone, 30, 3), new(other, phone, 31, 3)];
        var before = Persons(apart, new()).ToDictionary(item => item.Identifier, item => item.Person);
        var after = Persons(joined, new()).ToDictionary(item => item.Identifier, item => item.Person);
        Assert.All(after.Values, person => Assert.Equal(before[mail], person));
        var undone = Persons(joined, new(), new([], [(other, phone)], [])).ToDictionary(item => item.Identifier, item => item.Person);
        Assert.Equal(before[late], undone[late]);
        Assert.Equal(before[early], undone[early]);
    }

    [Fact]
    public void Late_news_of_an_early_event_renames_nobody()
    {
        var (mail, early, late) = (Id(IdentifierType.Email, 1), Id(IdentifierType.AnonymousId, 1), Id(IdentifierType.AnonymousId, 2));
        var before = Persons([new(mail, late, 100, 1)], new())[0].Person;
        Assert.All(Persons([new(mail, late, 100, 1), new(mail, early, 5, 2)], new()), item => Assert.Equal(before, item.Person));
    }

    [Fact]
    public void Whoever_had_a_browser_first_keeps_the_id_when_it_becomes_shared()
    {
        var (anna, ben, browser) = (Id(IdentifierType.CustomerId, 1), Id(IdentifierType.CustomerId, 2), Id(IdentifierType.AnonymousId, 1));
        var before = Persons([new(anna, browser, 1, 0)], new())[0].Person;
        var after = Persons([new(anna, browser, 1, 0), new(ben, browser, 2, 1)], new()).ToDictionary(item => item.Identifier);
        Assert.Equal(before, after[anna].Person);
        Assert.NotEqual(before, after[ben].Person);
    }

    [Fact]
    public void A_customer_id_that_all_guests_stand_under_joins_none_of_them()
    {
        var guest = Id(IdentifierType.CustomerId, 1);
        var edges = Enumerable.Range(1, 6).SelectMany(number => new TestEdge[]
        {
            new(guest, Id(IdentifierType.Email, number), 1, 0), new(Id(IdentifierType.Email, number), Id(IdentifierType.AnonymousId, number), 2, 0),
        });
        Assert.Equal(7, Persons(edges, new()).Select(item => item.Person).Distinct().Count());
    }

    [Fact]
    public void Two_contacts_of_one_customer_link_nobody_where_a_person_has_one_contact()
    {
        var (customer, mail, first, second) = (Id(IdentifierType.CustomerId, 1), Id(IdentifierType.Email, 1), Id(IdentifierType.CrmId, 1), Id(IdentifierType.CrmId, 2));
        TestEdge[] edges = [new(customer, mail, 1, 0), new(mail, first, 2, 0), new(mail, second, 3, 0)];
        Assert.Single(Persons(edges, new()).Select(item => item.Person).Distinct());
        var found = Persons(edges, new() { Unique = ["crm_id"] }).ToDictionary(item => item.Identifier);
        Assert.Equal((Guard.UniqueId, Guard.UniqueId), (found[first].Guard, found[second].Guard));
        Assert.Equal(found[customer].Person, found[mail].Person);
        Assert.Single(Persons(edges[..2], new() { Unique = ["crm_id"] }).Select(item => item.Person).Distinct());
    }

    [Fact]
    public void A_rule_joins_two_customer_ids_of_one_person()
    {
        var (first, second, mail) = (Id(IdentifierType.CustomerId, 1), Id(IdentifierType.CustomerId, 2), Id(IdentifierType.Email, 1));
        TestEdge[] edges = [new(first, mail, 1, 0), new(second, mail, 2, 0)];
        Assert.Equal(3, Persons(edges, new()).Select(item => item.Person).Distinct().Count());
        Assert.Single(Persons(edges, new(), new([], [], [(second, first)])).Select(item => item.Person).Distinct());
    }
}
