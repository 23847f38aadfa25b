using System.Text;
using CsCheck;
using Pinstitch.Land;

namespace Pinstitch.Tests.Land;

/// <summary>Promise 2: landing the same event again, in any order, on any partition, changes nothing.</summary>
public sealed class ExactlyOnceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<LandedEvent> Events = Gen.Select(
        Gen.Int[0, 5],
        OneOf("page_visit", "checkout"),
        Gen.Int[0, 3],
        OneOf("browser", "server", "shop", "crm"),
        Gen.Int[0, 7],
        Gen.Long[1, 3].Nullable(),
        Gen.Bool.Nullable(),
        (id, name, minute, source, identifier, value, consent) => new LandedEvent(
            $"e{id}", name, Noon.AddMinutes(minute), source, [new(IdentifierType.AnonymousId, (UInt128)identifier)])
        {
            Value = value,
            Currency = value is null ? null : "EUR",
            MayMeasure = consent,
        });

    /// <summary>Each event has a place in the hub of its own, as the hub gives it.</summary>
    private static readonly Gen<LandedRecord[]> Deliveries = Events.Array[0, 40].Select(events =>
        events.Select((item, place) => new LandedRecord(place % 3, place / 3, item)).ToArray());

    [Promise(2)]
    [Fact]
    public void The_order_and_the_repeats_of_deliveries_change_nothing() => Gen.Select(Deliveries, Gen.Int.Array[0, 60], Gen.Int[0, 1 << 30]).Holds(
        (records, repeats, order) =>
        {
            var again = records.Concat(records.Length == 0 ? [] : repeats.Select(repeat => records[(int)((uint)repeat % (uint)records.Length)]))
                .OrderBy(record => HashCode.Combine(record.Partition, record.Sequence, order) * 2654435761)
                .ToList();
            var (once, twice) = (SettledEvents.From(records), SettledEvents.From(again));
            return Bytes(once) == Bytes(twice) && once.Delivered == twice.Delivered && once.Delivered == records.Length;
        });

    /// <summary>Another hub, other partitions, other sequence numbers: the events are the same.</summary>
    [Promise(2)]
    [Fact]
    public void The_partition_that_an_event_came_by_changes_nothing() => Deliveries.Holds(records =>
        Bytes(SettledEvents.From(records)) == Bytes(SettledEvents.From(records.Select((record, place) => record with { Partition = 7, Sequence = records.Length - place }))));

    [Fact]
    public void Splitting_by_event_id_settles_to_the_same_events() => Deliveries.Holds(records =>
    {
        var whole = SettledEvents.From(records);
        var parts = records.GroupBy(record => Sharding.Of(record.Event.EventId, 4)).Select(SettledEvents.From).ToList();
        return whole.Delivered == parts.Sum(part => part.Delivered)
            && whole.Duplicates == parts.Sum(part => part.Duplicates)
            && ContentHash.Of(whole.Events) == parts.Aggregate(ContentHash.Empty, (sum, part) => sum + ContentHash.Of(part.Events));
    });

    [Fact]
    public void Every_delivery_is_an_event_or_a_duplicate_of_one() => Deliveries.Holds(records =>
    {
        var settled = SettledEvents.From(records);
        var keys = records.Select(record => (record.Event.EventId, record.Event.Name)).ToHashSet();
        return settled.Events.Count == keys.Count && settled.Duplicates == records.Length - keys.Count;
    });

    [Fact]
    public void The_browsers_copy_and_the_servers_copy_become_one_event_with_the_fields_of_both()
    {
        var browser = new LandedEvent("checkout_1", "checkout", Noon, "browser", [new(IdentifierType.AnonymousId, 1)]) { Page = new("shop.example", "/thanks"), MayAdvertise = false };
        var server = new LandedEvent("checkout_1", "checkout", Noon.AddSeconds(40), "server", [new(IdentifierType.CustomerId, 2)]) { Value = 995, Currency = "EUR", OrderId = "1", MayAdvertise = true };
        var settled = SettledEvents.From([new(0, 0, browser), new(1, 0, server)]);
        var merged = Assert.Single(settled.Events);
        Assert.Equal((995, "EUR", "1", "server", false), (merged.Value, merged.Currency, merged.OrderId, merged.Source, merged.MayAdvertise));
        Assert.Equal("shop.example", merged.Page!.Host);
        Assert.Equal([new(IdentifierType.CustomerId, 2), new Identifier(IdentifierType.AnonymousId, 1)], merged.Identifiers);
        Assert.Equal(1, settled.Duplicates);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(place => texts[place]);

    private static string Bytes(SettledEvents settled) => string.Join('\n', settled.Events.Select(item => Encoding.UTF8.GetString(LandingJson.Write(item))));
}
