using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>What the demo serves, worked out again from the shop.</summary>
[Trait("Category", "EndToEnd")]
[Collection(typeof(DemoCollection))]
public sealed class DemoServingTests(DemoFixture demo)
{
    [Fact]
    public void Every_order_of_the_shop_is_served_with_the_net_value_that_the_shop_knows()
    {
        var served = demo.FirstServed.Rows("fact_order").ToDictionary(row => (string)row["order_id"]!, row => (long)row["net_cents"]!);
        Assert.Equal(ShopOrders.NetCents(demo.World).OrderBy(order => order.Key), served.OrderBy(order => order.Key));
    }

    [Promise(4)]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Credit_of_an_order_sums_to_its_net_value_to_the_cent_under_every_model(bool fromTwins)
    {
        var orders = demo.FirstServed.Rows("fact_order", fromTwins).ToDictionary(row => (string)row["order_id"]!, row => ServedCell.Whole(row["net_cents"]));
        var unattributed = demo.FirstServed.Rows("fact_order_unattributed", fromTwins).ToDictionary(row => (string)row["order_id"]!, row => ServedCell.Whole(row["net_cents"]));
        var models = demo.FirstServed.Rows("dim_model", fromTwins).Select(row => (string)row["model_id"]!).ToList();
        var credits = demo.FirstServed.Rows("fact_credit", fromTwins).ToLookup(row => (string)row["model_id"]!);
        Assert.Equal(models.Order(), credits.Select(model => model.Key).Order());
        foreach (var model in models)
        {
            var sums = credits[model].GroupBy(row => (string)row["order_id"]!).ToDictionary(order => order.Key, order => order.Sum(row => ServedCell.Whole(row["credit_cents"])));
            foreach (var (order, cents) in unattributed) Assert.True(sums.TryAdd(order, cents), $"{order} is credited and unattributed.");
            Assert.Equal(orders.OrderBy(order => order.Key), sums.OrderBy(order => order.Key));
        }
    }

    [Promise(5)]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Served_spend_is_what_the_platform_reports_for_the_account_and_day(bool fromTwins)
    {
        var served = demo.FirstServed.Rows("fact_ad_daily", fromTwins)
            .GroupBy(row => (Account: (string)row["account_id"]!, Day: ServedCell.Day(row["platform_date"])))
            .ToDictionary(day => day.Key, day => day.Sum(row => ServedCell.Whole(row["spend_micros"])));
        var plan = demo.World.Plan;
        var reported = new[] { Channel.PinterestAds, Channel.MetaAds, Channel.GoogleAds }
            .SelectMany(platform => demo.World.Ledger
                .Report(platform, ReportGrain.Account, plan.FirstDay.AddDays(-1), plan.LastDay, plan.End + (4 * 3600))
                .Select(row => (Account: Catalogue.Account(platform), row.Day, row.SpendMicros)))
            .ToDictionary(row => (row.Account, row.Day), row => row.SpendMicros);
        Assert.Equal(reported.OrderBy(day => day.Key), served.OrderBy(day => day.Key));
    }

    [Fact]
    public void Served_claims_are_what_the_platforms_claim()
    {
        var plan = demo.World.Plan;
        foreach (var (channel, platform) in new[] { ("pinterest", Channel.PinterestAds), ("meta", Channel.MetaAds), ("google", Channel.GoogleAds) })
        {
            var claimed = demo.World.Ledger
                .Report(platform, ReportGrain.Campaign, plan.FirstDay.AddDays(-1), plan.LastDay, plan.End + (4 * 3600))
                .Sum(row => row.Claims.Sum(claim => claim.Cents));
            var served = demo.FirstServed.TwinRows("fact_platform_conversion_daily").Where(row => (string)row["platform"]! == channel).Sum(row => (decimal)row["claims_value"]!);
            Assert.True(served > 0);
            Assert.Equal(claimed / 100m, served);
        }
    }

    [Fact]
    public void Rows_of_Table_Storage_are_the_rows_of_the_Parquet_twins()
    {
        var empty = new List<string>();
        foreach (var schema in ServedRun.Schemas)
        {
            string Line(IReadOnlyDictionary<string, object?> row) => string.Join(" | ", schema.Columns.Select(column => ServedCell.Text(row[column.Name])));
            var tables = demo.FirstServed.Rows(schema.Name).Select(Line).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(demo.FirstServed.TwinRows(schema.Name).Select(Line).Order(StringComparer.Ordinal), tables);
            if (tables.Count == 0) empty.Add(schema.Name);
        }

        // What the demo's configuration asks for nothing of: a table that should have rows and has none is a fault.
        Assert.Equal("fact_conversion fact_conversion_credit", string.Join(" ", empty.Order(StringComparer.Ordinal)));
    }
}
