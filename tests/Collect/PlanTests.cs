using CsCheck;
using Pinstitch.Collect;

namespace Pinstitch.Tests.Collect;

/// <summary>Which days a run asks for.</summary>
public sealed class PlanTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly (string Platform, string Id) Account = ("pinterest", "1");
    private static readonly ReportKind Campaign = new("campaign", ReportLevels.Campaign) { IsBase = true, MostDays = 90, MostHistory = 913 };
    private static readonly ReportKind Ad = new("ad", ReportLevels.Ad) { Tier = ReportTier.Daily, MostDays = 90, MostHistory = 913 };

    [Fact]
    public void The_first_run_fetches_the_whole_history_of_the_base_reports_in_pieces()
    {
        var plan = Plan(Campaign, null, history: 200);
        Assert.Equal(Today.AddDays(-200), plan[0].Request.From);
        Assert.Equal(Today.AddDays(-1), plan[^1].Request.To);
        Assert.Equal(3, plan.Count);
        Assert.All(plan.Zip(plan.Skip(1)), pair => Assert.Equal(pair.First.Request.To.AddDays(1), pair.Second.Request.From));
    }

    [Fact]
    public void The_first_run_of_an_account_leaves_what_the_night_does_not_need_to_the_next() =>
        Assert.Empty(CollectionPlan.For(Ad, Account, null, Today, 32, 200, isFirst: true));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 7)]
    [InlineData(7, 32)]
    [InlineData(30, 62)]
    public void A_run_looks_back_as_far_as_is_due(int daysSinceSweep, int days)
    {
        var sweep = Today.AddDays(-daysSinceSweep);
        var coverage = new Coverage(Today.AddDays(-400), Today.AddDays(-1)) { Daily = sweep, Weekly = sweep, Audit = sweep };
        Assert.Equal(Today.AddDays(-days), Plan(Campaign, coverage).Single(report => report.Tier is not null).Request.From);
    }

    [Fact]
    public void A_gap_behind_the_look_back_is_filled_before_anything_else()
    {
        var coverage = new Coverage(Today.AddDays(-400), Today.AddDays(-20)) { Daily = Today, Weekly = Today, Audit = Today };
        Assert.Equal(Today.AddDays(-19), Assert.Single(Plan(Campaign, coverage)).Request.From);
    }

    [Fact]
    public void History_that_was_left_out_follows_piece_by_piece_newest_first()
    {
        var coverage = new Coverage(Today.AddDays(-32), Today.AddDays(-1)) { Daily = Today.AddDays(-1), Weekly = Today, Audit = Today };
        var filled = Plan(Ad, coverage, history: 400).Single(report => report.Tier is null).Request;
        Assert.Equal((Today.AddDays(-122), Today.AddDays(-33)), (filled.From, filled.To));
    }

    [Fact]
    public void Looking_back_never_moves_the_watermark_back()
    {
        var before = new Coverage(Today.AddDays(-100), Today.AddDays(-1));
        var after = Coverage.After(before, Today.AddDays(-32), Today.AddDays(-5), ReportTier.Weekly, Today);
        Assert.Equal(before.Watermark, after.Watermark);
        Assert.Equal(Today, after.Weekly);
    }

    [Fact]
    public void An_island_of_days_does_not_hide_the_gap_before_it()
    {
        var before = new Coverage(Today.AddDays(-10), Today.AddDays(-1));
        Assert.Equal(before, Coverage.After(before, Today.AddDays(-200), Today.AddDays(-190), null, Today));
    }

    [Fact]
    public void Every_plan_is_pieces_that_the_platform_accepts_and_never_the_future() =>
        Gen.Select(Gen.Int[1, 913], Gen.Int[1, 186], Gen.Int[1, 60], Gen.Int[0, 40], Gen.Int[0, 900]).Holds((history, most, window, behind, covered) =>
        {
            var kind = Campaign with { MostDays = most };
            var coverage = covered == 0 ? null : new Coverage(Today.AddDays(-behind - covered), Today.AddDays(-1 - behind)) { Daily = Today.AddDays(-1), Weekly = Today.AddDays(-2), Audit = Today.AddDays(-3) };
            foreach (var report in CollectionPlan.For(kind, Account, coverage, Today, window, history))
            {
                Assert.True(report.Request.From <= report.Request.To);
                Assert.True(report.Request.To < Today);
                Assert.True(report.Request.To.DayNumber - report.Request.From.DayNumber < most);
                Assert.True(report.Request.From >= Today.AddDays(-Math.Max(history, Math.Max(window, 3) + 30)));
            }
        });

    [Fact]
    public void Halves_of_a_range_are_the_range()
    {
        var request = new ReportRequest("meta", "1", "ad", Today.AddDays(-6), Today);
        var (first, second) = request.Split()!.Value;
        Assert.Equal((request.From, request.To, first.To.AddDays(1)), (first.From, second.To, second.From));
        Assert.Null((request with { From = Today }).Split());
    }

    private static IReadOnlyList<PlannedReport> Plan(ReportKind kind, Coverage? coverage, int history = 90) => CollectionPlan.For(kind, Account, coverage, Today, 32, history);
}
