using System.Globalization;
using System.Text;
using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>Campaigns by spend, with what they are credited and what their platform claims.</summary>
internal static class CampaignTable
{
    private const int Most = 12;

    public static string Render(Measurement measurement, Marts marts, DimModel model)
    {
        var spend = marts.AdDaily.GroupBy(row => row.CampaignId).ToDictionary(campaign => campaign.Key, campaign => campaign.Sum(row => row.Spend));
        var claims = marts.PlatformConversions.GroupBy(row => row.CampaignId).ToDictionary(campaign => campaign.Key, campaign => campaign.Sum(row => row.ClaimsValue));
        var credit = marts.Credits.Where(row => row.ModelId == model.ModelId && row.CampaignId.Length > 0)
            .GroupBy(row => row.CampaignId)
            .ToDictionary(campaign => campaign.Key, campaign => (Revenue: campaign.Sum(row => row.Credit), Orders: campaign.Sum(row => row.Weight)));
        var table = new StringBuilder("""
            <section>
            <h2>Campaigns</h2>
            <div class="scroll"><table>
            <thead><tr><th scope="col">Campaign</th><th scope="col">Platform</th><th scope="col" class="number">Spend</th><th scope="col" class="number">Credited revenue</th><th scope="col" class="number">ROAS</th><th scope="col" class="number">Orders</th><th scope="col" class="number">CPA</th><th scope="col" class="number">Platform claims</th></tr></thead>
            <tbody>

            """);
        var shown = marts.Campaigns.OrderByDescending(campaign => spend.GetValueOrDefault(campaign.CampaignId)).ThenBy(campaign => campaign.CampaignId, StringComparer.Ordinal).ToList();
        foreach (var campaign in shown.Take(Most))
        {
            var money = spend.GetValueOrDefault(campaign.CampaignId);
            var (revenue, orders) = credit.GetValueOrDefault(campaign.CampaignId);
            table.Append(CultureInfo.InvariantCulture, $"""
                <tr><th scope="row">{Display.Html(campaign.Name)}</th><td>{Display.Html(Channels.All.First(channel => channel.Id == campaign.Channel).Name)}</td><td class="number">{Display.Money(money, measurement.Currency)}</td><td class="number">{Display.Money(revenue, measurement.Currency)}</td><td class="number strong">{Display.Ratio(Formula.Roas(revenue, money))}</td><td class="number">{Display.Count(orders)}</td><td class="number">{(Formula.Cpa(money, orders) is { } cpa ? Display.Cents((decimal)cpa, measurement.Currency) : Display.None)}</td><td class="number">{Display.Money(claims.GetValueOrDefault(campaign.CampaignId), measurement.Currency)}</td></tr>

                """);
        }

        table.Append("</tbody>\n</table></div>\n");
        if (shown.Count > Most) table.Append(CultureInfo.InvariantCulture, $"<p class=\"legend\">{shown.Count - Most} smaller campaigns are in the table fact_ad_daily.</p>\n");
        table.Append("</section>\n");
        return table.ToString();
    }
}
