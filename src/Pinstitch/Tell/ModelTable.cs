using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The same orders under every model: how much of a channel's credit is the model's doing.</summary>
internal static class ModelTable
{
    public static string Render(Measurement measurement, Marts marts, string chosen)
    {
        var rows = marts.Summaries.Where(row => row.Period == "all").ToDictionary(row => (row.ModelId, row.Channel));
        var channels = marts.Channels.Where(channel => marts.Models.Any(model => rows[(model.ModelId, channel.Channel)].CreditedRevenue != 0)).ToList();
        var models = marts.Models.OrderBy(model => measurement.Attribution.Models.ToList().FindIndex(item => item.Id == model.ModelId)).ToList();
        var table = new StringBuilder("<table>\n<caption class=\"hidden\">Credited revenue by channel and model</caption>\n<thead><tr>" + Cells.Head("Channel", ""));
        foreach (var model in models) table.Append(Cells.Head(Display.Html(model.Name) + (model.ModelId == chosen ? " <small>shown above</small>" : string.Empty), $"number{(model.ModelId == chosen ? " chosen" : string.Empty)}"));
        var spreads = marts.ModelSpreads.Where(spread => spread.Period == "all").ToDictionary(spread => spread.Channel);
        table.Append(Cells.Head("Range of ROAS")).Append(Cells.Head("Verdict", "")).Append("</tr></thead>\n<tbody>\n");
        foreach (var channel in channels)
        {
            var own = models.Select(model => rows[(model.ModelId, channel.Channel)]).ToList();
            var most = own.Max(row => row.CreditedRevenue);
            table.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Display.Html(channel.Name)}</th>");
            foreach (var row in own)
            {
                var share = most <= 0 ? 0 : Math.Max(0, row.CreditedRevenue) / most * 100;
                table.Append(CultureInfo.InvariantCulture, $"<td class=\"number part{(row.ModelId == chosen ? " chosen" : string.Empty)}\" data-formula=\"{Formula.CreditId}\">{Display.Money(row.CreditedRevenue, measurement.Currency)}<i style=\"width:{share:0}%\"></i></td>");
            }

            table.Append(Verdict(spreads[channel.Channel])).Append("</tr>\n");
        }

        table.Append("</tbody>\n</table>");
        return $"""
            <section>
            <h2>The same orders under every model</h2>
            {Cells.Scroll("The same orders under every model", table.ToString())}
            <p class="legend">Every column sums to the same revenue. A line is as long as the cell's share of the row's largest: where lines differ much, the answer depends on the model. Look at the journeys, or run a test. A channel pays from a ROAS of {Display.Ratio((double)measurement.Attribution.BreakevenRoas)}, by the configuration.</p>
            </section>

            """;
    }

    private static string Verdict(FactModelSpread spread)
    {
        var range = spread is { LeastRoas: { } least, MostRoas: { } most } ? $"{Display.Ratio(least)}–{Display.Ratio(most)}" : Display.None;
        var (text, look) = VerdictText.Cell(spread);
        return Cells.Number(Formula.ModelSpreadId, range) + $"<td class=\"{look}\" data-formula=\"{Formula.VerdictId}\">{text}</td>";
    }
}
