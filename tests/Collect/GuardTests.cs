using Pinstitch.Collect;

namespace Pinstitch.Tests.Collect;

/// <summary>What keeps a report back, and what makes somebody look.</summary>
public sealed class GuardTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly ReportRequest Request = new("meta", "1", "campaign", Today.AddDays(-20), Today.AddDays(-1));

    [Fact]
    public void Nothing_after_something_is_fetched_once_more() =>
        Assert.True(Check(new() { }, new() { [Today.AddDays(-3)] = new(5, 1_000_000, 1) }).PullsAgain);

    [Fact]
    public void No_spend_after_spend_is_fetched_once_more() =>
        Assert.Equal("zero-after-non-zero", Check(new() { [Today.AddDays(-3)] = new(5, 0, 2) }, new() { [Today.AddDays(-3)] = new(5, 1_000_000, 1) }).Guard);

    [Theory]
    [InlineData(-10, 1_060_000, true)]
    [InlineData(-10, 1_040_000, false)]
    [InlineData(-3, 1_500_000, false)]
    public void The_spend_of_a_day_long_over_does_not_jump_unseen(int day, long spend, bool isFound) =>
        Assert.Equal(isFound, All(new() { [Today.AddDays(day)] = new(5, spend, 2) }, new() { [Today.AddDays(day)] = new(5, 1_000_000, 1) }).Any(finding => finding.Guard == "spend-jump"));

    [Fact]
    public void A_day_that_was_not_asked_for_holds_everything() =>
        Assert.True(Check(new() { [Today] = new(1, 1, 1) }, new()).Holds);

    [Fact]
    public void A_foreign_currency_holds_everything() =>
        Assert.True(ReportGuards.Check(Request, "EUR", new Dictionary<DateOnly, DayTotals>(), new HashSet<string> { "USD" }, new Dictionary<DateOnly, DayTotals>(), Today).Single().Holds);

    [Fact]
    public void A_lower_level_may_hold_less_and_never_more()
    {
        var above = new Dictionary<DateOnly, long> { [Today] = 1_000_000 };
        Assert.Empty(ReportGuards.Compare("ad", new Dictionary<DateOnly, long> { [Today] = 400_000 }, "account", above, "EUR"));
        Assert.Empty(ReportGuards.Compare("ad", new Dictionary<DateOnly, long> { [Today] = 1_000_900 }, "account", above, "EUR"));
        Assert.Single(ReportGuards.Compare("ad", new Dictionary<DateOnly, long> { [Today] = 1_002_000 }, "account", above, "EUR"));
    }

    [Fact]
    public void Credentials_come_before_everything_else()
    {
        var alarms = CollectionAlarms.Of([], [new(FaultKind.Transient, "busy"), new(FaultKind.Configuration, "sign in again")], [], ["old"], Today);
        Assert.Equal(["credentials", "failed", "version"], alarms.Select(alarm => alarm.Kind));
    }

    [Fact]
    public void What_a_guard_found_stays_a_week_and_a_state_only_as_long_as_it_lasts()
    {
        var now = new DateTimeOffset(2026, 11, 25, 6, 0, 0, TimeSpan.Zero);
        var first = CollectionAlarms.Of([], [new(FaultKind.Configuration, "sign in")], [new("spend-jump", "jumped")], [], Today, now);
        Assert.Equal(["credentials", "spend-jump"], first.Select(alarm => alarm.Kind));
        Assert.Equal(["spend-jump"], CollectionAlarms.Of([], [], [], [], Today, now.AddDays(6), first).Select(alarm => alarm.Kind));
        Assert.Empty(CollectionAlarms.Of([], [], [], [], Today, now.AddDays(7), first));
    }

    [Fact]
    public void A_report_that_ends_days_ago_is_stale_while_something_stands_in_its_way()
    {
        ReportFreshness report = new("campaign") { LastDay = Today.AddDays(-3), Fault = "busy" };
        Assert.Equal("stale", Assert.Single(CollectionAlarms.Of([report], [], [], [], Today)).Kind);
        Assert.Empty(CollectionAlarms.Of([report with { LastDay = Today.AddDays(-2) }], [], [], [], Today));
        Assert.Empty(CollectionAlarms.Of([report with { Fault = null }], [], [], [], Today));
    }

    [Fact]
    public void Columns_in_use_that_a_platform_drops_are_told_and_so_are_new_ones()
    {
        var known = new HashSet<string> { "A", "B" };
        Assert.Empty(ColumnDrift.Between("P", null, ["A"], known));
        Assert.Empty(ColumnDrift.Between("P", ["A", "B"], [], known));
        var found = ColumnDrift.Between("P", ["A", "B", "C"], ["A", "D"], known);
        Assert.Equal(["schema", "schema"], found.Select(finding => finding.Guard));
        Assert.Contains("no longer offers B:", found[0].Text, StringComparison.Ordinal);
        Assert.Contains("new columns: D", found[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_is_of_its_day_or_of_one_shortly_before()
    {
        var rates = RateTable.Read("EUR", "date,currency,rate\n2026-11-20,USD,0.92\n2026-11-23,USD,0.95\n").Value;
        Assert.Equal((0.92m, new DateOnly(2026, 11, 20)), rates.Find("USD", new(2026, 11, 22)));
        Assert.Equal((0.95m, new DateOnly(2026, 11, 23)), rates.Find("USD", new(2026, 11, 23)));
        Assert.Null(rates.Find("USD", new(2026, 12, 24)));
        Assert.Null(rates.Find("GBP", new(2026, 11, 23)));
        Assert.Equal(1, rates.Find("EUR", new(2020, 1, 1))!.Value.Rate);
        Assert.Contains("line 1", RateTable.Read("EUR", "2026-11-20,USD,cheap").Fault!.Text, StringComparison.Ordinal);
    }

    private static GuardFinding Check(Dictionary<DateOnly, DayTotals> now, Dictionary<DateOnly, DayTotals> before) => Assert.Single(All(now, before));

    private static IReadOnlyList<GuardFinding> All(Dictionary<DateOnly, DayTotals> now, Dictionary<DateOnly, DayTotals> before) =>
        ReportGuards.Check(Request, "EUR", now, new HashSet<string> { "EUR" }, before, Today);
}
