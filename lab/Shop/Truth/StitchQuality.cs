namespace Pinstitch.Lab.Shop.Truth;

/// <summary>
/// How well stitching found out who is who. Its records are the identifiers under which each person was seen (a cookie of a
/// household's device counts once for each of them); its pairs are two records of one person, as in Hand and
/// Christen, "A note on using the F-measure for evaluating record linkage algorithms", Statistics and Computing 28 (2018).
/// </summary>
/// <param name="Records">Records that were looked at.</param>
/// <param name="TruePairs">Pairs that belong together.</param>
/// <param name="FoundPairs">Pairs that were put together.</param>
/// <param name="RightPairs">Pairs that are both.</param>
/// <param name="Persons">True persons that were seen.</param>
/// <param name="ExactPersons">Those of whom one stitched person has all records and no other's.</param>
public sealed record StitchQuality(long Records, long TruePairs, long FoundPairs, long RightPairs, long Persons, long ExactPersons)
{
    /// <summary>Share of the pairs put together that belong together; 1 where there are none.</summary>
    public double Precision => FoundPairs == 0 ? 1 : (double)RightPairs / FoundPairs;

    /// <summary>Share of the pairs that belong together that were put together; 1 where there are none.</summary>
    public double Recall => TruePairs == 0 ? 1 : (double)RightPairs / TruePairs;

    /// <summary>Share of persons that are exactly right; 1 where there are none.</summary>
    public double Exact => Persons == 0 ? 1 : (double)ExactPersons / Persons;

    /// <param name="records">Every sighting; where one record was assigned to several persons, it counts for the one that has most of them.</param>
    public static StitchQuality Of(IEnumerable<StitchRecord> records)
    {
        var settled = records
            .GroupBy(record => (record.Person, record.Identifier))
            .Select(sightings => (sightings.Key.Person, Assigned: sightings.CountBy(record => record.Assigned).OrderByDescending(count => count.Value).ThenBy(count => count.Key).First().Key))
            .ToList();
        var cells = settled.CountBy(record => record).ToDictionary();
        var persons = settled.CountBy(record => record.Person).ToDictionary();
        var assigned = settled.CountBy(record => record.Assigned).ToDictionary();
        return new(
            settled.Count,
            persons.Values.Sum(Pairs),
            assigned.Values.Sum(Pairs),
            cells.Values.Sum(Pairs),
            persons.Count,
            cells.Count(cell => cell.Value == persons[cell.Key.Person] && cell.Value == assigned[cell.Key.Assigned]));
    }

    private static long Pairs(int records) => (long)records * (records - 1) / 2;
}
