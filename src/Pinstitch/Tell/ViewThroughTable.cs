using System.Globalization;
using System.Text;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>View-throughs that platforms claim, beside what the shop's orders can support. No credit is in it.</summary>
internal static class ViewThroughTable
{
    public static string Render(Marts marts)
    {
        if (marts.ViewThroughs.Count == 0) return string.Empty;
        var table = new StringBuilder($"<table>\n<caption class=\"hidden\">View-throughs that platforms claim</caption>\n<thead><tr>{Cells.Head("Platform", "")}{Cells.Head("Claimed")}{Cells.Head("Claimed value")}{Cells.Head("Supported")}{Cells.Head("Supported value")}{Cells.Head("Beyond all orders")}</tr></thead>\n<tbody>\n");
        foreach (var platform in marts.ViewThroughs.GroupBy(row => (row.Channel, row.Currency)))
        {
            var name = marts.Channels.First(channel => channel.Channel == platform.Key.Channel).Name;
            table.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Display.Html(name)}</th>{Cells.Number(Formula.ClaimId, Display.Count((double)platform.Sum(row => row.ClaimedCount)))}{Cells.Number(Formula.ClaimId, Display.Money(platform.Sum(row => row.ClaimedValue), platform.Key.Currency))}{Cells.Number(Formula.ViewThroughId, Display.Count((double)platform.Sum(row => row.SupportedCount)))}{Cells.Number(Formula.ViewThroughId, Display.Money(platform.Sum(row => row.SupportedValue), platform.Key.Currency))}{Cells.Number(Formula.ViewThroughId, Display.Count((double)platform.Sum(row => row.ExcessCount)), platform.Sum(row => row.ExcessCount) > 0 ? "over" : "")}</tr>\n");
        }

        table.Append("</tbody>\n</table>");
        return $"""
            <section>
            <h2>Views without a click, as platforms claim them</h2>
            {Cells.Scroll("View-throughs that platforms claim", table.ToString())}
            <p class="legend">A ledger of its own: none of it is in the revenue above, and platforms are not added. Supported are claims for which there is an order in the view window without a click on the platform's ads. That an order could be one does not show that the ad caused it; a holdout test does.</p>
            </section>

            """;
    }
}
