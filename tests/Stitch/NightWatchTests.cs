using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

public sealed class NightWatchTests
{
    private static readonly DateOnly Night = new(2026, 11, 27);
    private static readonly NightSize[] Usual = [.. Enumerable.Range(0, 10).Select(night => new NightSize(40 + night, 20))];

    [Fact]
    public void A_usual_night_is_kept() => Assert.Null(NightWatch.Mistake(Usual, new(200, 90), Night, new()));

    [Fact]
    public void A_night_that_merges_five_times_as_many_persons_is_stopped_and_says_what_to_do()
    {
        var text = NightWatch.Mistake(Usual, new(5_000, 20), Night, new())!;
        Assert.Contains("merge 5,000 persons", text, StringComparison.Ordinal);
        Assert.Contains("identity.accepted", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_that_grows_five_times_as_large_as_usual_stops_the_night() =>
        Assert.Contains("person of 400 identifiers", NightWatch.Mistake(Usual, new(0, 400), Night, new()), StringComparison.Ordinal);

    [Fact]
    public void A_night_that_is_accepted_is_kept() => Assert.Null(NightWatch.Mistake(Usual, new(5_000, 400), Night, new() { Accepted = [Night] }));

    [Fact]
    public void The_first_nights_are_taken_as_they_are() => Assert.Null(NightWatch.Mistake(Usual[..6], new(5_000, 400), Night, new()));
}
