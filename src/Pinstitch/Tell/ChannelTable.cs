using System.Globalization;
using System.Text;
using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The channels side by side, with what the platforms claim beside what is credited.</summary>
internal static class ChannelTable
{
    /// <summary>A claim this much above the credit is marked.</summary>
    private const double Over = 1.25;

    public static string Render(Measurement measurement, Marts marts, Dictionary<string, ChannelSummary> rows)
    {
        var configured = marts.Accounts.Select(account => account.Channel).ToHashSet();
        var stale = marts.Accounts.Where(account => account.Freshness == "stale").ToLookup(account => account.Channel, account => account.LastReportDate!.Value);
        var shown = marts.Channels.Where(channel => configured.Contains(channel.Channel) || IsShown(rows[channel.Channel])).ToList();
        var widest = shown.Select(channel => Math.Max(rows[channel.Channel].Spend ?? 0, rows[channel.Channel].CreditedRevenue)).DefaultIfEmpty(0).Max();
        var table = new StringBuilder($"""
            <table>
            <caption class="hidden">Spend, credit and claims by channel</caption>
            <colgroup></colgroup><colgroup></colgroup><colgroup span="6"></colgroup><colgroup span="3"></colgroup>
            <thead>
            <tr class="groups"><td></td><td></td>{Cells.Head("Credited by Pinstitch", "group", "6")}{Cells.Head("Claimed by the platform", "group", "3")}</tr>
            <tr>{Cells.Head("Channel", "")}{Cells.Head("Spend")}{Cells.Head("Revenue")}{Cells.Head("ROAS <small>95 %</small>")}<td class="bars"></td>{Cells.Head("Orders")}{Cells.Head("CPA")}{Cells.Head("Maturity")}{Cells.Head("Revenue", "number claim")}{Cells.Head("ROAS")}{Cells.Head("Claim ÷ credit")}</tr>
            </thead>
            <tbody>

            """);
        foreach (var channel in shown) table.Append(Row(measurement.Currency, channel, rows[channel.Channel], widest, configured, stale[channel.Channel].Select(DataState.Day).Order(StringComparer.Ordinal).FirstOrDefault()));
        var total = shown.Select(channel => rows[channel.Channel]).ToList();
        decimal? spend = total.Any(row => row.Spend is not null) ? total.Sum(row => row.Spend ?? 0) : null;
        table.Append(CultureInfo.InvariantCulture, $"""
            </tbody>
            <tfoot><tr><th scope="row">Total</th>{Cells.Number(Formula.SpendId, Display.Money(spend, measurement.Currency))}{Cells.Number(Formula.CreditId, Display.Money(total.Sum(row => row.CreditedRevenue), measurement.Currency))}<td></td><td class="bars"></td>{Cells.Number(Formula.OrdersId, Display.Count(total.Sum(row => row.CreditedOrders)))}<td></td><td></td><td class="number muted claim" colspan="3">claims overlap, so they are not added</td></tr></tfoot>
            </table>
            """);
        return $"""
            <section>
            <h2>Channels side by side</h2>
            {Cells.Scroll("Channels side by side", table.ToString())}
            <p class="legend"><span class="key spend"></span>spend <span class="key credit"></span>credited revenue. Credit adds up to the shop's own orders. Claims do not: each platform claims whole orders that other channels had a part in. Maturity: how much the period's ads have earned so far of all that they will.</p>
            </section>

            """;
    }

    private static bool IsShown(ChannelSummary row) => row.Spend is not null || row.CreditedRevenue != 0 || row.CreditedOrders != 0;

    private static string Row(string currency, DimChannel channel, ChannelSummary row, decimal widest, HashSet<string> configured, string? until)
    {
        var ratio = Formula.ClaimRatio(row.ClaimedRevenue, row.CreditedRevenue);
        var missing = row.Spend is null && configured.Contains(channel.Channel);
        var interval = row is { RoasLow: { } low, RoasHigh: { } high } ? $"{Display.Ratio(low)}–{Display.Ratio(high)}" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"""
            <tr{(channel.Channel == Channels.Unattributed ? " class=\"quiet\"" : string.Empty)}><th scope="row">{Display.Html(channel.Name)}</th>{Cells.Number(Formula.SpendId, missing ? "no report" : Display.Money(row.Spend, currency), missing ? "missing" : "", until is null || missing ? string.Empty : $"to {until}")}{Cells.Number(Formula.CreditId, Display.Money(row.CreditedRevenue, currency))}{Cells.Number(Formula.RoasId, Display.Ratio(row.Roas), "strong", interval)}<td class="bars" aria-hidden="true">{Bar("spend", row.Spend ?? 0, widest)}{Bar("credit", row.CreditedRevenue, widest)}</td>{Cells.Number(Formula.OrdersId, Display.Count(row.CreditedOrders))}{Cells.Number(Formula.CpaId, Display.Cents(row.Cpa, currency))}{Cells.Number(Formula.MaturityId, Display.Percent(row.Maturity))}{Cells.Number(Formula.ClaimId, Display.Money(row.ClaimedRevenue, currency), "claim")}{Cells.Number(Formula.ClaimId, Display.Ratio(Formula.Roas(row.ClaimedRevenue ?? 0, row.ClaimedRevenue is null ? null : row.Spend)))}{Cells.Number(Formula.ClaimRatioId, ratio is { } times ? Display.Ratio(times) + "×" : Display.None, ratio > Over ? "over" : "")}</tr>

            """);
    }

    private static string Bar(string kind, decimal amount, decimal widest) =>
        amount <= 0 || widest <= 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"<i class=\"{kind}\" style=\"width:{amount / widest * 100:0.#}%\"></i>");
}
