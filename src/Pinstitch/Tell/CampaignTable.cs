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
        var spend = marts.AdDaily.GroupBy(row => (row.Platform, row.CampaignId)).ToDictionary(campaign => campaign.Key, campaign => campaign.Sum(row => row.Spend));
        var claims = marts.PlatformConversions.GroupBy(row => (row.Platform, row.CampaignId)).ToDictionary(campaign => campaign.Key, campaign => campaign.Sum(row => row.ClaimsValue));
        var credit = marts.Credits.Where(row => row.ModelId == model.ModelId && row.CampaignId.Length > 0)
            .GroupBy(row => (row.Channel, row.CampaignId))
            .ToDictionary(campaign => campaign.Key, campaign => (Revenue: campaign.Sum(row => row.Credit), Orders: campaign.Sum(row => row.Weight)));
        var shown = marts.Campaigns.OrderByDescending(campaign => spend.GetValueOrDefault((campaign.Platform, campaign.CampaignId))).ThenBy(campaign => campaign.CampaignId, StringComparer.Ordinal).ToList();
        if (shown.Count == 0) return string.Empty;
        var table = new StringBuilder($"""
            <table>
            <caption class="hidden">Spend, credit and claims by campaign</caption>
            <thead><tr>{Cells.Head("Campaign", "")}{Cells.Head("Channel", "")}{Cells.Head("Spend")}{Cells.Head("Credited revenue")}{Cells.Head("ROAS")}{Cells.Head("Orders")}{Cells.Head("CPA")}{Cells.Head("Platform claims", "number claim")}</tr></thead>
            <tbody>

            """);
        foreach (var campaign in shown.Take(Most))
        {
            var money = spend.GetValueOrDefault((campaign.Platform, campaign.CampaignId));
            var (revenue, orders) = credit.GetValueOrDefault((campaign.Channel, campaign.CampaignId));
            decimal? claimed = claims.TryGetValue((campaign.Platform, campaign.CampaignId), out var value) ? value : null;
            table.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Display.Html(campaign.Name.Length > 0 ? campaign.Name : campaign.CampaignId)}</th><td>{Display.Html(Channels.All.First(channel => channel.Id == campaign.Channel).Name)}</td>")
                .Append(Cells.Number(Formula.SpendId, Display.Money(money, measurement.Currency)))
                .Append(Cells.Number(Formula.CreditId, Display.Money(revenue, measurement.Currency)))
                .Append(Cells.Number(Formula.RoasId, Display.Ratio(Formula.Roas(revenue, money)), "strong"))
                .Append(Cells.Number(Formula.OrdersId, Display.Count(orders)))
                .Append(Cells.Number(Formula.CpaId, Display.Cents(Formula.Cpa(money, orders), measurement.Currency)))
                .Append(Cells.Number(Formula.ClaimId, Display.Money(claimed, measurement.Currency), "claim"))
                .Append("</tr>\n");
        }

        table.Append("</tbody>\n</table>");
        var rest = shown.Count > Most ? $"<p class=\"legend\">{shown.Count - Most} smaller campaigns are in the table fact_ad_daily.</p>\n" : string.Empty;
        return $"""
            <section>
            <h2>Campaigns</h2>
            {Cells.Scroll("Campaigns", table.ToString())}
            {rest}</section>

            """;
    }
}
