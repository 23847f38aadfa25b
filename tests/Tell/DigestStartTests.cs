using Pinstitch.Configure;
using Pinstitch.Functions.Tell;

namespace Pinstitch.Tests.Tell;

public sealed class DigestStartTests
{
    private static readonly DigestTeam Team = new("Growth", ["a@b.example"], DayOfWeek.Monday, 7);

    [Theory]
    [InlineData("2026-03-09T05:59:00Z", false)]
    [InlineData("2026-03-09T06:00:00Z", true)]
    [InlineData("2026-03-09T22:00:00Z", true)]
    [InlineData("2026-03-09T23:30:00Z", false)]
    [InlineData("2026-03-30T04:59:00Z", false)]
    [InlineData("2026-03-30T05:00:00Z", true)]
    public void A_team_is_due_from_its_hour_to_the_end_of_its_day_in_the_zone_of_the_shop(string now, bool due) =>
        Assert.Equal(due, DigestStart.IsDue(Team, new SmallShop().Measurement, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
}
