using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

public sealed class ExplanationTests
{
    private static readonly Identifier Anna = TestEdge.Id(IdentifierType.CustomerId, 1);
    private static readonly Identifier Ben = TestEdge.Id(IdentifierType.CustomerId, 2);
    private static readonly Identifier Mail = TestEdge.Id(IdentifierType.Email, 1);
    private static readonly Identifier Browser = TestEdge.Id(IdentifierType.AnonymousId, 1);
    private static readonly Identifier Tablet = TestEdge.Id(IdentifierType.DeviceId, 1);

    private static readonly IdentityEdge[] Edges =
    [
        Edge(Anna, Mail, 5, "e-late"), Edge(Anna, Mail, 2, "e-early"), Edge(Mail, Browser, 3, "e-mail"), Edge(Anna, Tablet, 4, "e-anna"), Edge(Ben, Tablet, 6, "e-ben"),
    ];

    [Fact]
    public void Two_identifiers_of_one_person_are_joined_by_the_earliest_evidence_of_each_edge()
    {
        var found = Explanation.Of(Edges, Map(), Anna, Browser)!;
        Assert.True(found.AreOne);
        Assert.Equal(["e-early", "e-mail"], found.Steps.Select(step => step.Edge.EventId));
        Assert.All(found.Steps, step => Assert.Null(step.Guard));
    }

    [Fact]
    public void Two_persons_of_one_tablet_are_told_which_guard_rail_keeps_them_apart()
    {
        var found = Explanation.Of(Edges, Map(), Anna, Ben)!;
        Assert.False(found.AreOne);
        Assert.Equal([("e-anna", Guard.SharedIdentifier), ("e-ben", (Guard?)Guard.SharedIdentifier)], found.Steps.Select(step => (step.Edge.EventId, step.Guard)));
    }

    [Fact]
    public void Nothing_is_made_up_between_strangers() => Assert.Null(Explanation.Of(Edges, Map(), Anna, TestEdge.Id(IdentifierType.Phone, 9)));

    private static PersonMap Map()
    {
        var store = new MemoryFiles();
        var outcome = store.Run(IdentityManifest.Empty(2), [.. Edges.Select(edge => KeyedEdge.From(edge, 1))], new());
        return new([ChangeRun.Write([.. store.Changes(outcome)])], IdentityRules.None);
    }

    private static IdentityEdge Edge(Identifier one, Identifier two, int second, string id) => new(one, two, DateTimeOffset.FromUnixTimeSeconds(second), id, "login");
}
