using CsCheck;
using Pinstitch.Lab.Shop.Truth;

namespace Pinstitch.Tests.Lab;

public sealed class StitchQualityTests
{
    [Fact]
    public void A_merge_too_many_costs_precision_and_a_missing_one_recall()
    {
        // Person 1 has three records of which one stands alone, person 2 has two, one of which is taken for person 1's.
        var quality = StitchQuality.Of([new(1, "a", 10), new(1, "b", 10), new(1, "c", 11), new(2, "d", 10), new(2, "e", 12), new(3, "f", 13)]);
        Assert.Equal((6, 4, 3, 1, 3, 1), (quality.Records, quality.TruePairs, quality.FoundPairs, quality.RightPairs, quality.Persons, quality.ExactPersons));
        Assert.Equal((1 / 3.0, 0.25), (quality.Precision, quality.Recall));
    }

    [Fact]
    public void A_guard_rail_is_right_where_it_keeps_strangers_apart_and_wrong_where_one_person_used_both()
    {
        var users = new Dictionary<string, IReadOnlySet<long>> { ["tablet"] = new HashSet<long> { 1, 2 }, ["anna"] = new HashSet<long> { 1 }, ["work"] = new HashSet<long> { 1 } };
        Assert.Equal(
            [new("other_person", 0, 1), new("shared_identifier", 1, 0)],
            GuardCheck.Of([("shared_identifier", "tablet", "anna"), ("other_person", "anna", "work"), ("hub", "anna", "never seen")], users));
    }

    [Fact]
    public void Counting_cells_is_counting_pairs() => Gen.Select(Gen.Long[0, 4], Gen.Int[0, 30], Gen.ULong[0, 4])
        .List[0, 40]
        .Holds(list =>
        {
            var records = list.DistinctBy(item => (item.Item1, item.Item2)).Select(item => new StitchRecord(item.Item1, $"{item.Item2}", item.Item3)).ToList();
            var pairs = records.SelectMany((one, place) => records.Skip(place + 1).Select(two => (True: one.Person == two.Person, Found: one.Assigned == two.Assigned))).ToList();
            var quality = StitchQuality.Of(records);
            Assert.Equal(pairs.Count(pair => pair.True), quality.TruePairs);
            Assert.Equal(pairs.Count(pair => pair.Found), quality.FoundPairs);
            Assert.Equal(pairs.Count(pair => pair.True && pair.Found), quality.RightPairs);
            Assert.Equal(
                records.GroupBy(record => record.Person).Count(person => person.Select(record => record.Assigned).Distinct().Count() == 1 && records.Where(record => record.Assigned == person.First().Assigned).All(record => record.Person == person.Key)),
                quality.ExactPersons);
        });
}
