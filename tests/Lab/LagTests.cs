using Pinstitch.Lab.Shop;

namespace Pinstitch.Tests.Lab;

/// <summary>How long purchases take after the touch that caused them.</summary>
public sealed class LagTests
{
    private const double Day = 86400;

    [Fact]
    public void Saves_come_back_over_weeks_as_the_run_off_of_save_cohorts_does()
    {
        var days = Lags((ref Draw draw) => Lag.Pinterest.AfterSave(ref draw));
        // The run-off triangle F1 of metrics.md §3.4: 1 / (1.774 · 1.237 · 1.091), 1 / (1.237 · 1.091), 1 / 1.091 of the whole.
        foreach (var (week, share) in new[] { (1, 0.418), (2, 0.741), (3, 0.917) })
            Assert.InRange(days.Count(day => day <= 7 * week) / (double)days.Count, share - 0.07, share + 0.07);
        Assert.InRange(days.Average(), 10.5, 11.5);
    }

    [Fact]
    public void Clicks_of_Pinterest_take_longer_than_those_of_Meta_and_search_buys_at_once()
    {
        var pinterest = Lags((ref Draw draw) => Lag.Pinterest.AfterClick(ref draw)).Average();
        var meta = Lags((ref Draw draw) => Lag.Meta.AfterClick(ref draw));
        var search = Lags((ref Draw draw) => Lag.Search.AfterClick(ref draw));
        Assert.InRange(pinterest, 7.3, 8.0);
        Assert.InRange(meta.Average(), 1.4, 1.6);
        Assert.InRange(search.Count(day => day < 0.1) / (double)search.Count, 0.58, 0.65);
    }

    private static List<double> Lags(LagDraw lag)
    {
        var draw = new Draw(1, -1, Purpose.Effects);
        return [.. Enumerable.Range(0, 20_000).Select(_ => lag(ref draw) / Day)];
    }

    private delegate long LagDraw(ref Draw draw);
}
