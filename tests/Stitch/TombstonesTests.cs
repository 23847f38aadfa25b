using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Tests.Stitch;

public sealed class TombstonesTests
{
    private static readonly DateTimeOffset Erased = DateTimeOffset.FromUnixTimeSeconds(1_000);
    private static readonly Identifier Mail = TestEdge.Id(IdentifierType.Email, 1);
    private static readonly Identifier Browser = TestEdge.Id(IdentifierType.AnonymousId, 1);
    private static readonly Tombstones Tombstones = new(new Dictionary<UInt128, DateTimeOffset> { [Mail.Key] = Erased });

    [Fact]
    public void An_erased_identifier_leaves_the_event_and_the_others_stay() =>
        Assert.Equal([Browser], Tombstones.Without(Event(1_000, "e", null, Mail, Browser)).Identifiers);

    [Fact]
    public void What_is_seen_after_the_erasure_is_somebodys_anew()
    {
        var (one, two) = (Tombstones.Without(Event(1_001, "e", null, Mail, Browser)), Tombstones.Without(Event(1_002, "f", null, Mail)));
        Assert.Equal([IdentifierType.Email, IdentifierType.AnonymousId], one.Identifiers.Select(identifier => identifier.Type));
        Assert.NotEqual(Mail, one.Identifiers[0]);
        Assert.Equal(one.Identifiers[0], two.Identifiers[0]);
        Assert.Equal(Browser, one.Identifiers[1]);
    }

    [Fact]
    public void Who_comes_back_and_is_erased_again_comes_back_as_yet_another_one()
    {
        var second = Tombstones.Latest(Mail);
        var both = new Tombstones(new Dictionary<UInt128, DateTimeOffset> { [Mail.Key] = Erased, [second.Key] = Erased.AddHours(1) });
        Assert.Null(both.At(Mail, Erased.AddMinutes(30)));
        Assert.Equal(3, new[] { Mail, second, both.At(Mail, Erased.AddHours(2))!.Value }.Distinct().Count());
    }

    [Fact]
    public void An_edge_goes_with_either_side_and_later_ones_have_the_new_name()
    {
        IdentityEdge Edge(int second) => new(Mail, Browser, DateTimeOffset.FromUnixTimeSeconds(second), "e", "login");
        Assert.Null(Tombstones.Without(Edge(1_000)));
        Assert.Equal(Edge(1_001) with { A = Tombstones.Latest(Mail) }, Tombstones.Without(Edge(1_001)));
    }

    [Fact]
    public void An_event_without_anything_erased_is_left_as_it_is()
    {
        var item = Event(5, "e", null, Browser);
        Assert.Same(item, Tombstones.Without(item));
    }

    [Fact]
    public void Versions_of_an_order_of_which_nothing_is_left_stay_together_and_apart_from_others()
    {
        Identifier Left(string id, string? order) => Assert.Single(Tombstones.Without(Event(5, id, order, Mail)).Identifiers);
        Assert.Equal(Left("placed", "1001"), Left("refunded", "1001"));
        Assert.NotEqual(Left("placed", "1001"), Left("placed", "1002"));
        Assert.NotEqual(Left("one", null), Left("two", null));
        Assert.NotEqual(Mail.Key, Left("one", null).Key);
    }

    private static LandedEvent Event(int second, string id, string? order, params Identifier[] identifiers) =>
        new(id, EventNames.Order, DateTimeOffset.FromUnixTimeSeconds(second), "shop", identifiers) { OrderId = order };
}
