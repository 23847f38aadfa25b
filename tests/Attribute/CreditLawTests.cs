using CsCheck;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Engine;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

public sealed class CreditLawTests
{
    private static readonly Gen<Journey> JourneyOf = RandomJourneys.All;

    private static readonly Gen<AttributionSettings> SettingsOf = RandomJourneys.Settings;

    [Promise(4)]
    [Fact]
    public void Credit_sums_to_the_value_of_each_order_under_each_model_to_the_cent() =>
        Gen.Select(JourneyOf, SettingsOf).Holds((journey, settings) =>
        {
            var result = JourneyCredit.Of(journey, settings);
            foreach (var order in journey.Orders.Where(order => !result.Unattributed.Any(item => item.Order == order)))
            {
                foreach (var model in RandomJourneys.Models)
                {
                    var rows = result.Credits.Where(credit => credit.Order == order && credit.Model == model.Id).ToList();
                    Assert.Equal(order.Net, rows.Sum(row => row.Cents));
                    Assert.Equal(1, rows.Sum(row => row.Weight), 1e-9);
                }
            }
        });

    [Fact]
    public void Credit_is_what_a_naive_engine_in_exact_fractions_gives() =>
        Gen.Select(JourneyOf, SettingsOf).Holds((journey, settings) =>
        {
            var result = JourneyCredit.Of(journey, settings);
            var oracle = new NaiveCredit(settings);
            foreach (var order in journey.Orders)
            {
                foreach (var model in RandomJourneys.Models)
                {
                    var expected = oracle.Of(journey, order, model.Id);
                    var actual = result.Credits.Where(credit => credit.Order == order && credit.Model == model.Id && credit.Cents != 0)
                        .ToDictionary<Credit, object, long>(credit => credit.Touch, credit => credit.Cents, ReferenceEqualityComparer.Instance);
                    Assert.Equal(expected.Count, actual.Count);
                    foreach (var (touch, cents) in expected) Assert.Equal(cents, actual[touch]);
                }
            }
        }, iter: 400);

    [Fact]
    public void A_touch_after_the_order_never_counts() =>
        Gen.Select(JourneyOf, SettingsOf).Holds((journey, settings) =>
            Assert.All(JourneyCredit.Of(journey, settings).Credits, credit => Assert.True(credit.Touch.Time <= credit.Order.PlacedAt)));

    [Fact]
    public void A_longer_window_never_takes_an_order_away() =>
        Gen.Select(JourneyOf, SettingsOf, Gen.Int[0, 20]).Holds((journey, settings, more) =>
        {
            var wider = settings with { ClickDays = settings.ClickDays + more, SaveDays = settings.SaveDays + more };
            var before = JourneyCredit.Of(journey, settings);
            var after = JourneyCredit.Of(journey, wider);
            Assert.Subset(before.Unattributed.Select(item => item.Order).ToHashSet(), after.Unattributed.Select(item => item.Order).ToHashSet());
            for (var order = 0; order < before.Orders.Count; order++) Assert.True(after.TouchCounts[order] >= before.TouchCounts[order]);
        });

    [Fact]
    public void What_a_journey_gets_does_not_depend_on_the_other_journeys() =>
        Gen.Select(JourneyOf.Array[2, 5], SettingsOf).Holds((journeys, settings) =>
        {
            var together = JourneyCredit.Of(journeys, settings).Credits;
            var apart = journeys.SelectMany(journey => JourneyCredit.Of(journey, settings).Credits).ToList();
            Assert.Equal(apart, together);
        }, iter: 200);

    [Fact]
    public void Touches_that_differ_only_in_name_get_the_same_but_for_a_cent() =>
        Gen.Select(Gen.Int[1, 9], Gen.Long[0, 100_000]).Holds((count, cents) =>
        {
            var journey = Paths.Journey(Enumerable.Range(0, count).Select(number => Paths.Touch("email", 1, number: number)), Paths.Order(cents));
            foreach (var model in new AttributionModel[] { new Linear(), new TimeDecay(), MemberModel.Shapley() })
            {
                var rows = JourneyCredit.Of(journey, Paths.Settings(model)).Credits;
                Assert.InRange(rows.Max(row => row.Cents) - rows.Min(row => row.Cents), 0, 1);
            }
        });

    [Fact]
    public void Grouping_shuffled_rows_gives_the_sorted_table_on_any_number_of_threads() =>
        Gen.Select(Gen.Int[1, 9000], Gen.Int[0, 3000], Gen.Int[0, 99]).Holds((persons, rows, seed) =>
        {
            var draw = new Pinstitch.Attribute.DataDriven.SplitMix((ulong)seed);
            int Below(int bound) => (int)(draw.Next() % (ulong)bound);
            var person = Enumerable.Range(0, rows).Select(_ => Below(persons)).ToArray();
            var packed = person.Select(_ => TouchTable.Pack(Below(1000), Below(50))).ToArray();
            var expected = person.Zip(packed).OrderBy(row => row.First).ThenBy(row => row.Second).ToArray();
            for (var threads = 1; threads <= 3; threads++)
            {
                var table = TouchGrouping.Group(person, packed, persons, threads);
                Assert.True(expected.Select(row => row.Second).SequenceEqual(table.Packed));
                Assert.Equal(rows, table.Starts[persons]);
                for (var place = 0; place < persons; place += 1 + (persons / 50)) Assert.Equal(expected.Count(row => row.First < place), table.Starts[place]);
            }
        }, iter: 40);
}
