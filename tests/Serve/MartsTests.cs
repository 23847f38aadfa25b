using Pinstitch.Serve;
using Pinstitch.Tests.Attribute;
using Pinstitch.Tests.Tell;

namespace Pinstitch.Tests.Serve;

public sealed class MartsTests
{
    private static readonly Marts Marts = new SmallShop().Marts();

    [Theory]
    [InlineData("all")]
    [InlineData("last_7")]
    [InlineData("previous_7")]
    public void Summaries_add_up_to_the_orders_of_their_days_under_every_model(string period)
    {
        foreach (var model in Marts.Summaries.Where(row => row.Period == period).GroupBy(row => row.ModelId))
        {
            var (from, to) = (model.First().FromDate, model.First().ToDate);
            var orders = Marts.Orders.Where(order => order.OrderDate >= from && order.OrderDate <= to).ToList();
            Assert.Equal(orders.Sum(order => order.Net), model.Sum(row => row.CreditedRevenue));
            Assert.Equal(orders.Count, model.Sum(row => row.CreditedOrders), 9);
            Assert.Equal(Marts.AdDaily.Where(row => row.PlatformDate >= from && row.PlatformDate <= to).Sum(row => row.Spend), model.Sum(row => row.Spend ?? 0));
        }
    }

    [Fact]
    public void Ratios_are_made_from_sums()
    {
        foreach (var row in Marts.Summaries.Where(row => row.Roas is not null))
        {
            Assert.Equal((double)(row.CreditedRevenue / row.Spend!.Value), row.Roas);
            Assert.InRange(row.Roas!.Value, row.RoasLow!.Value, row.RoasHigh!.Value);
        }
    }

    [Fact]
    public void A1_spend_is_served_as_it_was_charged_and_counts_as_they_were_told()
    {
        var (input, expected) = (Vectors.Input("A1_pin_rates"), Vectors.Output("A1_pin_rates"));
        long Told(string name) => input.GetProperty(name).GetInt64();
        var shop = new SmallShop();
        var pins = shop.Deliveries.Find(row => row.Platform == "pinterest")! with { SpendMicros = Told("spend_micro"), Impressions = Told("impressions"), OutboundClicks = Told("outbound_clicks"), Saves = Told("saves") };
        shop.Deliveries.RemoveAll(row => row.Platform == "pinterest");
        shop.Deliveries.Add(pins);
        var marts = shop.Marts();
        var row = Assert.Single(marts.AdDaily, row => row.Platform == "pinterest");
        Assert.Equal((expected.GetProperty("spend").GetDecimal(), Told("impressions"), Told("outbound_clicks"), Told("saves")), (row.Spend, row.Impressions!.Value, row.OutboundClicks!.Value, row.Saves!.Value));
        Assert.All(marts.Summaries.Where(row => row is { Channel: "pinterest_paid", Period: "all" }), row => Assert.Equal(expected.GetProperty("spend").GetDecimal(), row.Spend));
    }

    [Promise(8)]
    [Fact]
    public void Spend_that_nobody_reported_is_missing_and_not_zero()
    {
        var shop = new SmallShop();
        shop.Deliveries.RemoveAll(row => row.Platform == "meta" && row.Date > SmallShop.Night.AddDays(-7));
        shop.Conversions.RemoveAll(row => row.Platform == "meta" && row.Date > SmallShop.Night.AddDays(-7));
        var rows = shop.Marts().Summaries.Where(row => row is { Channel: "meta_paid", ModelId: "linear" }).ToDictionary(row => row.Period);
        Assert.Null(rows["last_7"].Spend);
        Assert.Null(rows["last_7"].ClaimedRevenue);
        Assert.Null(rows["last_7"].Roas);
        Assert.NotNull(rows["previous_7"].Spend);
        Assert.NotNull(rows["all"].Spend);
        Assert.All(Marts.Summaries.Where(row => row.Channel == "email"), row => Assert.Null(row.Spend));
    }

    [Fact]
    public void Young_spend_is_less_ripe_than_old_spend()
    {
        var rows = Marts.Summaries.Where(row => row is { Channel: "pinterest_paid", ModelId: "linear" }).ToDictionary(row => row.Period);
        Assert.InRange(rows["last_7"].Maturity!.Value, 0.05, 0.99);
        Assert.True(rows["last_7"].Maturity < rows["all"].Maturity);
        Assert.Equal(1, rows["previous_7"].Maturity!.Value, 9);
    }

    [Fact]
    public void Every_configured_account_is_there_with_how_far_its_reports_reach()
    {
        var shop = new SmallShop();
        shop.Deliveries.RemoveAll(row => row.Platform == "meta" || row.Date > SmallShop.Night.AddDays(-2));
        Assert.Equal([("meta", "missing"), ("pinterest", "stale")], shop.Marts().Accounts.Select(row => (row.Platform, row.Freshness)));
        Assert.All(Marts.Accounts, row => Assert.Equal(("current", 8), (row.Freshness, row.OpenDays)));
    }

    [Fact]
    public void The_calendar_has_no_gap_and_covers_every_day_that_a_table_holds()
    {
        var days = Marts.Dates.Select(row => row.Date).ToList();
        Assert.Equal(Enumerable.Range(0, days.Count).Select(days[0].AddDays), days);
        Assert.Equal(SmallShop.Night, days[^1]);
        Assert.Equal(Marts.Credits.Min(row => row.ClickDate), days[0]);
    }

    [Fact]
    public void Keys_are_unique_in_every_table()
    {
        Unique(Marts.Accounts);
        Unique(Marts.AdDaily);
        Unique(Marts.Campaigns);
        Unique(Marts.Channels);
        Unique(Marts.ConversionTypes);
        Unique(Marts.Credits);
        Unique(Marts.Dates);
        Unique(Marts.Models);
        Unique(Marts.Orders);
        Unique(Marts.PlatformConversions);
        Unique(Marts.Summaries);
        Unique(Marts.Unattributed);
        Unique(Marts.UsedCurrencies);
        Unique(Marts.Windows);
    }

    private static void Unique<T>(IReadOnlyList<T> rows)
        where T : MartRow
    {
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Count, rows.Select(row => (row.Partition, row.Key)).Distinct().Count());
    }
}
