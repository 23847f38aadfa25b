using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Reports;
using Pinstitch.Lab.Shop.Truth;

namespace Pinstitch.Tests.Lab;

/// <summary>The platforms claim too much, and change their minds: what the pipeline is measured against.</summary>
[Collection(typeof(ShopCollection))]
public sealed class PlatformClaimsTests(ShopFixture shop)
{
    private static readonly Channel[] Platforms = [Channel.PinterestAds, Channel.MetaAds, Channel.GoogleAds];

    [Fact]
    public void Every_platform_claims_more_than_it_brought()
    {
        var truth = ShopTruth.Find(ShopFixture.Plan);
        foreach (var platform in Platforms)
        {
            var claimed = Reported(platform, ShopFixture.Plan.End + (4 * 3600)).Sum(row => row.Claims.Sum(claim => claim.Cents));
            Assert.True(claimed > 1.5 * truth.Channels[platform].Cents, $"{platform} claims {claimed}, and brought {truth.Channels[platform].Cents}.");
        }
    }

    [Fact]
    public void An_order_is_claimed_by_several_platforms() =>
        Assert.Contains(shop.World.Ledger.Claims.GroupBy(claim => (claim.KnownAt, claim.Cents)), order => order.Select(claim => Catalogue.Campaigns[claim.Campaign].Platform).Distinct().Count() > 1);

    [Fact]
    public void A_days_claims_grow_for_weeks_and_its_spend_falls_once()
    {
        var day = ShopFixture.Plan.FirstDay.AddDays(10);
        var start = ShopFixture.Plan.Start + (11 * 86400L);
        var claims = Enumerable.Range(0, 5).Select(week => Day(start + (week * 7 * 86400L)).Claims).ToList();
        Assert.Equal(claims.Order(), claims);
        Assert.True(claims[^1] > claims[0]);
        var spend = Enumerable.Range(0, 10).Select(later => Day(start + (later * 86400L)).Spend).Distinct().ToList();
        Assert.Equal(2, spend.Count);
        Assert.InRange(spend[1] / (double)spend[0], 0.98, 0.99999);

        (long Claims, long Spend) Day(long asOf)
        {
            var rows = shop.World.Ledger.Report(Channel.PinterestAds, ReportGrain.Campaign, day, day, asOf);
            return (rows.Sum(row => row.Claims.Sum(claim => claim.Cents)), rows.Sum(row => row.SpendMicros));
        }
    }

    [Fact]
    public void Totals_of_an_account_are_the_sums_of_its_campaigns()
    {
        foreach (var platform in Platforms)
        {
            var totals = shop.World.Ledger.Report(platform, ReportGrain.Account, ShopFixture.Plan.FirstDay, ShopFixture.Plan.LastDay, ShopFixture.Plan.End);
            var campaigns = shop.World.Ledger.Report(platform, ReportGrain.Campaign, ShopFixture.Plan.FirstDay, ShopFixture.Plan.LastDay, ShopFixture.Plan.End).ToLookup(row => row.Day);
            Assert.All(totals, total => Assert.Equal(campaigns[total.Day].Sum(row => row.SpendMicros), total.SpendMicros));
        }
    }

    private IReadOnlyList<ReportRow> Reported(Channel platform, long asOf) =>
        shop.World.Ledger.Report(platform, ReportGrain.Campaign, ShopFixture.Plan.FirstDay.AddDays(-1), ShopFixture.Plan.LastDay.AddDays(1), asOf);
}
