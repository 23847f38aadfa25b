using System.Text.Json;
using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Shards;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tests.Attribute;

public sealed class ShardNightTests
{
    private static readonly Measurement Measurement = MeasurementReader.Read("""
        {
          "shop": { "name": "Test", "currency": "EUR", "timeZone": "Europe/Berlin" },
          "models": ["last_click", "linear", "time_decay", "shapley"],
          "attribution": { "dataDriven": { "markovOrder": 2, "replicates": 3 }, "conversions": [{ "id": "lead", "event": "lead", "valueMinor": 700 }] }
        }
        """).Value;

    [Fact]
    public void Nights_that_go_on_from_each_other_end_with_the_same_bytes_as_one_that_makes_everything_anew() => NightEvents.Some.Holds(
        nights =>
        {
            ShardState? state = null;
            for (var night = 0; night < NightEvents.Nights; night++)
            {
                var (one, events) = (Night(nights, night), nights.Known(night, Measurement));
                state = one.Run(events, state is null ? null : new(JourneyStore.Read(state.Store.Write()), PathStatisticsFile.Read(PathStatisticsFile.Write(state.Counts))));
                Assert.Equal(Text(Night(nights, night).Run(events, null)), Text(state));
            }
        },
        iter: 300,
        print: nights => nights.ToString());

    [Fact]
    public void A_night_that_is_given_the_events_of_changed_persons_alone_ends_with_the_same_bytes() => NightEvents.Some.Holds(
        nights =>
        {
            ShardState? state = null;
            for (var night = 0; night < NightEvents.Nights; night++)
            {
                var (one, events) = (Night(nights, night), nights.Known(night, Measurement));
                var whole = one.Run(events, null);
                if (state is null)
                {
                    state = whole;
                    continue;
                }

                var before = state.Store.Persons.ToDictionary(person => person.Person, person => person.Hash);
                var asked = events.Persons.Where(person => !before.TryGetValue(person, out var hash) || hash != events.HashOf(person)).Concat(one.Awaited(state)).ToHashSet();
                var gone = before.Keys.Except(events.Persons).ToList();
                state = Night(nights, night).Run(new PersonEvents(events.Persons.Where(asked.Contains).SelectMany(events.LinesOf)), gone, state);
                Assert.Equal(Text(whole), Text(state));
                Assert.Equal(gone.Order(), state.Gone);
                Assert.Subset(asked, state.Changed.ToHashSet());
            }
        },
        iter: 300,
        print: nights => nights.ToString());

    [Fact]
    public void Credit_of_changed_persons_over_that_of_the_others_is_the_credit_of_all() => NightEvents.Some.Holds(
        nights =>
        {
            var kept = new SortedDictionary<UInt128, string>();
            ShardState? state = null;
            for (var night = 0; night < NightEvents.Nights; night++)
            {
                var events = nights.Known(night, Measurement);
                state = Night(nights, night).Run(events, state);
                foreach (var person in state.Gone) kept.Remove(person);
                foreach (var person in state.Changed) kept[person] = Rows(nights, night, events, person);
                Assert.Equal(events.Persons.Select(person => Rows(nights, night, events, person)), kept.Values);
            }
        },
        iter: 100,
        print: nights => nights.ToString());

    [Fact]
    public void Only_persons_with_other_events_are_made_again()
    {
        var nights = new NightEvents([], [], NightEvents.Nights);
        var some = NightEvents.Some.Generate(new CsCheck.PCG(1, 20_261_125), null, out _).Events;
        var before = Night(nights, 3).Run((nights with { Events = some }).Known(3, Measurement), null);
        Assert.Empty(Night(nights, 3).Run((nights with { Events = some }).Known(3, Measurement), before).Changed.Except(Open(before)));
        var late = some[0].Event with { EventId = "late" };
        var after = Night(nights, 3).Run((nights with { Events = [.. some, (late, 3, 0)] }).Known(3, Measurement), before);
        // Who had an order that is still open is made again each night.
        Assert.Contains((UInt128)(3 * 77), after.Changed);
        Assert.Empty(after.Changed.Except(Open(before)).Except([(UInt128)(3 * 77)]));
    }

    [Fact]
    public void A_file_that_is_no_store_is_not_taken_for_one()
    {
        Assert.Throws<InvalidDataException>(() => JourneyStore.Read(new byte[64]));
        Assert.Throws<InvalidDataException>(() => PathStatisticsFile.Read(new byte[64]));
        var counts = PathStatisticsFile.Write(Night(new([], [], 0), 0).Run(new([]), null).Counts);
        Assert.Throws<InvalidDataException>(() => PathStatisticsFile.Read(counts.AsSpan(..^1)));
    }

    [Fact]
    public void Numbers_of_any_size_come_back_from_the_file()
    {
        var rows = new TransitionRows(2, [0, 5, 1, -7], [3, long.MaxValue, 1L << 61, long.MinValue + 1], [], 9, 0, -1);
        PathStatisticsRows[] counts = [new("channel", ["ä", "zwei"], rows, [2, 0, -300, 7, 1, 0], [new(1, 2, 3, 4, 5), new(-1, -2, 0, 0, 0)], [new(rows, [])])];
        Assert.Equal(JsonSerializer.Serialize(counts), JsonSerializer.Serialize(PathStatisticsFile.Read(PathStatisticsFile.Write(counts))));
    }

    private static IEnumerable<UInt128> Open(ShardState state) => state.Store.Persons.Where(person => person.IsOpen).Select(person => person.Person);

    private static ShardNight Night(NightEvents nights, int night) => new(Measurement, NightEvents.First.AddDays(night), nights.Ads(night));

    private static string Text(ShardState state) => Convert.ToHexString(state.Store.Write()) + JsonSerializer.Serialize(state.Counts);

    private static string Rows(NightEvents nights, int night, PersonEvents events, UInt128 person)
    {
        var journey = Journeys.From(person, events.EventsOf(person), Measurement.Attribution, nights.Ads(night));
        var credited = new CreditedJourneys(Measurement, "run", NightEvents.First.AddDays(night));
        credited.Add([journey]);
        return JsonSerializer.Serialize(new { credited.Orders, credited.Credits, credited.Unattributed, credited.Conversions, credited.ConversionCredits, Changes = CreditChange.Of([journey], Measurement, NightEvents.First.AddDays(night), null) });
    }
}
