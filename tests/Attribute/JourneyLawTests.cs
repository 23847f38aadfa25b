using System.Text.Json;
using CsCheck;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tests.Attribute;

/// <summary>Laws that hold for every journey, model and setting: symmetry, null player, order of arrival, windows.</summary>
public sealed class JourneyLawTests
{
    private static readonly Measurement Measurement = MeasurementReader.Read("""
        {
          "shop": { "name": "Test", "currency": "EUR", "timeZone": "Europe/Berlin" },
          "models": ["last_click", "first_click", "last_non_direct", "linear", "time_decay", "position_based", "j_curve", "inverse_j", "shapley", "markov"],
          "attribution": { "conversions": [{ "id": "lead", "event": "lead", "valueMinor": 700 }] }
        }
        """).Value;

    [Fact]
    public void Channels_that_change_places_change_their_credit() =>
        Gen.Select(RandomJourneys.All, RandomJourneys.Settings, Gen.Long[0, 1 << 30], Gen.Long[0, 1 << 30]).Holds(
            (journey, settings, one, other) =>
            {
                // The two stand for each other in all but name.
                settings = settings with { Platforms = [] };
                static string Swapped(string channel) => channel switch { Channels.PinterestPaid => Channels.MetaPaid, Channels.MetaPaid => Channels.PinterestPaid, _ => channel };
                var mirrored = journey with { Touches = [.. journey.Touches.Select(touch => touch with { Channel = Swapped(touch.Channel) })] };
                Dictionary<string, long> Effects(long pinterest, long meta) => new() { [Channels.PinterestPaid] = pinterest, [Channels.MetaPaid] = meta, [Channels.Email] = 5_000, [Channels.Direct] = 900 };
                Assert.Equal(
                    JourneyCredit.Of([journey], settings, Effects(one, other)).Credits.Select(credit => (credit.Order.OrderId, credit.Model, credit.Number, Swapped(credit.Touch.Channel), credit.Cents)),
                    JourneyCredit.Of([mirrored], settings, Effects(other, one)).Credits.Select(credit => (credit.Order.OrderId, credit.Model, credit.Number, credit.Touch.Channel, credit.Cents)));
            },
            iter: 300);

    [Fact]
    public void A_touch_that_no_window_reaches_and_one_after_all_orders_get_nothing_and_take_nothing() =>
        Gen.Select(RandomJourneys.All, RandomJourneys.Settings, RandomJourneys.Touches).Holds(
            (journey, settings, touch) =>
            {
                var before = Cents(JourneyCredit.Of(journey, settings));
                Touch[] idle = [touch with { EventId = "old", Time = Paths.OrderTime.AddDays(-200) }, touch with { EventId = "new", Time = Paths.OrderTime.AddDays(31) }];
                Assert.Equal(before, Cents(JourneyCredit.Of(RandomJourneys.Of([.. journey.Touches, .. idle], journey.Orders), settings)));
            },
            iter: 300);

    [Fact]
    public void Under_linear_a_touch_gets_no_more_when_the_window_reaches_further_back() =>
        Gen.Select(RandomJourneys.All, RandomJourneys.Settings, Gen.Int[0, 30]).Holds(
            (journey, settings, more) =>
            {
                settings = settings with { Models = [new Linear()] };
                var wider = settings with { ClickDays = settings.ClickDays + more, SaveDays = settings.SaveDays + more, Platforms = [.. settings.Platforms.Select(own => own with { ClickDays = own.ClickDays + more, SaveDays = own.SaveDays + more })] };
                var (before, after) = (JourneyCredit.Of(journey, settings).Credits, JourneyCredit.Of(journey, wider).Credits);
                foreach (var credit in before)
                {
                    var now = after.FirstOrDefault(item => item.Order == credit.Order && ReferenceEquals(item.Touch, credit.Touch));
                    Assert.InRange(now?.Weight ?? 0, 0, credit.Weight + 1e-9);
                }
            },
            iter: 400);

    [Fact]
    public void The_order_in_which_events_come_changes_nothing() => Gen.Select(NightEvents.Some, Gen.Int[0, 1_000]).Holds(
        (nights, seed) =>
        {
            var events = nights.Known(NightEvents.Nights - 1, Measurement);
            foreach (var person in events.Persons)
            {
                var draw = new Pinstitch.Attribute.DataDriven.SplitMix((ulong)seed);
                var own = events.EventsOf(person).ToList();
                var shuffled = own.Select(item => (item, Place: draw.Next())).OrderBy(item => item.Place).Select(item => item.item).ToList();
                Assert.Equal(Rows(Journeys.From(person, own, Measurement.Attribution)), Rows(Journeys.From(person, shuffled, Measurement.Attribution)));
            }
        },
        iter: 100);

    [Fact]
    public void Persons_in_any_order_and_in_any_number_of_shards_get_the_same() =>
        Gen.Select(RandomJourneys.All.Array[1, 8], RandomJourneys.Settings, Gen.Int[1, 5]).Holds(
            (journeys, settings, shards) =>
            {
                Journey[] persons = [.. journeys.Select((journey, number) => journey with { Person = (UInt128)number, Orders = [.. journey.Orders.Select(order => order with { OrderId = $"{number}-{order.OrderId}" })] })];
                var whole = Cents(JourneyCredit.Of(persons, settings));
                var parts = persons.Reverse().GroupBy(journey => (int)(journey.Person % (uint)shards)).SelectMany(shard => Cents(JourneyCredit.Of([.. shard], settings))).Order();
                Assert.Equal(whole.Order(), parts);
            },
            iter: 200);

    private static List<(string Order, string Model, string Event, long Cents)> Cents(CreditedOrders credited) =>
        [.. credited.Credits.Where(credit => credit.Cents != 0).Select(credit => (credit.Order.OrderId, credit.Model, credit.Touch.EventId, credit.Cents))];

    private static string Rows(Journey journey)
    {
        var credited = new CreditedJourneys(Measurement, "run", NightEvents.First.AddDays(NightEvents.Nights));
        credited.Add([journey]);
        return JsonSerializer.Serialize(new { credited.Orders, credited.Credits, credited.Unattributed, credited.Conversions, credited.ConversionCredits, journey.Touches });
    }
}
