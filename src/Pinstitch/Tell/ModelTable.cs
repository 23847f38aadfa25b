using System.Globalization;
using System.Text;
using Pinstitch.Configure;
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
        var table = new StringBuilder("<section>\n<h2>The same orders under every model</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">Credited revenue</th>");
        foreach (var model in models) table.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" class=\"number{(model.ModelId == chosen ? " chosen" : string.Empty)}\">{Display.Html(model.Name)}</th>");
        table.Append("</tr></thead>\n<tbody>\n");
        foreach (var channel in channels)
        {
            var values = models.Select(model => rows[(model.ModelId, channel.Channel)].CreditedRevenue).ToList();
            var most = values.Max();
            table.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Display.Html(channel.Name)}</th>");
            for (var place = 0; place < models.Count; place++)
            {
                var depth = most == 0 ? 0 : values[place] / most * 22;
                table.Append(CultureInfo.InvariantCulture, $"<td class=\"number{(models[place].ModelId == chosen ? " chosen" : string.Empty)}\" style=\"--depth:{depth:0}%\">{Display.Money(values[place], measurement.Currency)}</td>");
            }

            table.Append("</tr>\n");
        }

        table.Append("</tbody>\n</table></div>\n<p class=\"legend\">Every column sums to the same revenue. Where a row changes much from column to column, the answer depends on the model: look at the journeys, or run a test.</p>\n</section>\n");
        return table.ToString();
    }
}
