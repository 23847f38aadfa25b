using Pinstitch.Serve;

namespace Pinstitch.Tests.Serve;

public sealed class ServedRunTests
{
    private static readonly ServedRun[] Runs = [Run("a", 1, 1), Run("b", 2, 2), Run("c", 3, 3), Run("c2", 3, 4), Run("d", 4, 5)];

    [Theory]
    [InlineData("d", 1, "c2,c,b,a")]
    [InlineData("d", 2, "c,b,a")]
    [InlineData("d", 5, "")]
    [InlineData("a", 2, "c2,c,b")]
    public void The_published_run_stays_and_the_newest_others(string published, int keep, string expired) =>
        Assert.Equal(expired, string.Join(',', ServedRun.Expired(Runs, published, keep).Select(run => run.Id)));

    private static ServedRun Run(string id, int night, int hour) => new(id, new(2026, 3, night), new(2026, 3, 9, hour, 0, 0, TimeSpan.Zero));
}
