using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Tests.Stitch;

public sealed class ErasedEventsTests
{
    private static readonly DateTimeOffset Erased = DateTimeOffset.FromUnixTimeSeconds(1_000);
    private static readonly Identifier Mail = TestEdge.Id(IdentifierType.Email, 1);
    private static readonly Identifier Browser = TestEdge.Id(IdentifierType.AnonymousId, 1);
    private static readonly Dictionary<UInt128, DateTimeOffset> Tombstones = new() { [Mail.Key] = Erased };

    [Fact]
    public void An_erased_identifier_leaves_the_event_and_the_others_stay() =>
        Assert.Equal([Browser], ErasedEvents.Without(Event(1_000, "e", null, Mail, Browser), Tombstones).Identifiers);

    [Fact]
    public void What_is_seen_after_the_erasure_is_somebodys_anew()
    {
        var item = Event(1_001, "e", null, Mail);
        Assert.Same(item, ErasedEvents.Without(item, Tombstones));
    }

    [Fact]
    public void Versions_of_an_order_of_which_nothing_is_left_stay_together_and_apart_from_others()
    {
        Identifier Left(string id, string? order) => Assert.Single(ErasedEvents.Without(Event(5, id, order, Mail), Tombstones).Identifiers);
        Assert.Equal(Left("placed", "1001"), Left("refunded", "1001"));
        Assert.NotEqual(Left("placed", "1001"), Left("placed", "1002"));
        Assert.NotEqual(Left("one", null), Left("two", null));
        Assert.NotEqual(Mail.Key, Left("one", null).Key);
    }

    private static LandedEvent Event(int second, string id, string? order, params Identifier[] identifiers) =>
        new(id, EventNames.Order, DateTimeOffset.FromUnixTimeSeconds(second), "shop", identifiers) { OrderId = order };
}
