using System.Globalization;
using System.Text;
using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The channels side by side, with what the platforms claim beside what is credited.</summary>
internal static class ChannelTable
{
    public static string Render(Measurement measurement, Marts marts, Dictionary<string, ChannelSummary> rows)
    {
        var shown = marts.Channels.Where(channel => rows[channel.Channel] is { } row && (row.Spend != 0 || row.CreditedRevenue != 0 || row.CreditedOrders != 0)).ToList();
        var widest = shown.Select(channel => Math.Max(rows[channel.Channel].Spend, rows[channel.Channel].CreditedRevenue)).DefaultIfEmpty(1).Max();
        var table = new StringBuilder("""
            <section>
            <h2>Channels side by side</h2>
            <div class="scroll"><table>
            <thead><tr><th scope="col">Channel</th><th scope="col" class="number">Spend</th><th scope="col" class="number">Credited revenue</th><th scope="col" class="bars" aria-hidden="true"></th><th scope="col" class="number">ROAS</th><th scope="col" class="number">Orders</th><th scope="col" class="number">CPA</th><th scope="col" class="number">Platform claims</th><th scope="col" class="number">Claims ÷ credit</th></tr></thead>
            <tbody>

            """);
        foreach (var channel in shown) table.Append(Row(measurement, channel, rows[channel.Channel], widest));
        var total = shown.Select(channel => rows[channel.Channel]).ToList();
        table.Append(CultureInfo.InvariantCulture, $"""
            </tbody>
            <tfoot><tr><th scope="row">Total</th><td class="number">{Display.Money(total.Sum(row => row.Spend), measurement.Currency)}</td><td class="number">{Display.Money(total.Sum(row => row.CreditedRevenue), measurement.Currency)}</td><td></td><td class="number"></td><td class="number">{Display.Count(total.Sum(row => row.CreditedOrders))}</td><td></td><td class="number muted" title="Claims of different platforms overlap">not added</td><td></td></tr></tfoot>
            </table></div>
            <p class="legend"><span class="key spend"></span>spend <span class="key credit"></span>credited revenue. Credit adds up to the shop's own orders; the platforms' claims do not, because each claims whole orders that others had a part in.</p>
            </section>

            """);
        return table.ToString();
    }

    private static string Row(Measurement measurement, DimChannel channel, ChannelSummary row, decimal widest)
    {
        var ratio = row.ClaimedRevenue is { } claimed && row.CreditedRevenue > 0 ? (double)(claimed / row.CreditedRevenue) : (double?)null;
        var quiet = channel.Channel == Channels.Unattributed ? " class=\"quiet\"" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"""
            <tr{quiet}><th scope="row">{Display.Html(channel.Name)}</th>
            <td class="number">{(channel.IsPaid ? Display.Money(row.Spend, measurement.Currency) : Display.None)}</td>
            <td class="number">{Display.Money(row.CreditedRevenue, measurement.Currency)}</td>
            <td class="bars" aria-hidden="true"><i class="spend" style="width:{Width(row.Spend, widest)}%"></i><i class="credit" style="width:{Width(row.CreditedRevenue, widest)}%"></i></td>
            <td class="number strong">{Display.Ratio(row.Roas)}</td>
            <td class="number">{Display.Count(row.CreditedOrders)}</td>
            <td class="number">{(row.Cpa is { } cpa ? Display.Cents((decimal)cpa, measurement.Currency) : Display.None)}</td>
            <td class="number">{(row.ClaimedRevenue is { } claim ? Display.Money(claim, measurement.Currency) : Display.None)}</td>
            <td class="number">{(ratio is { } times ? $"<span class=\"{(times > 1.25 ? "over" : "near")}\">{Display.Ratio(times)}×</span>" : Display.None)}</td></tr>

            """);
    }

    private static string Width(decimal amount, decimal widest) =>
        (widest == 0 ? 0 : amount / widest * 100).ToString("0.#", CultureInfo.InvariantCulture);
}
