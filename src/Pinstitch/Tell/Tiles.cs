using System.Globalization;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The totals, before any model.</summary>
internal static class Tiles
{
    public static string Render(Measurement measurement, Marts marts, IReadOnlyCollection<ChannelSummary> rows, DataState state)
    {
        var net = marts.Orders.Sum(order => order.Net);
        decimal? spend = rows.Any(row => row.Spend is not null) ? rows.Sum(row => row.Spend ?? 0) : null;
        var known = Formula.KnownTouch(net, marts.Unattributed.Sum(order => order.Net));
        var accounts = state.Warnings.Count == 0 ? $"{marts.Accounts.Count} accounts, as charged" : "at least: reports are missing";
        return string.Create(CultureInfo.InvariantCulture, $"""
            <section class="tiles" aria-label="Totals">
            {Tile("Net revenue", Formula.NetId, Display.Money(net, measurement.Currency), $"{Display.Whole(marts.Orders.Count)} orders, refunds taken off")}
            {Tile("Ad spend", Formula.SpendId, Display.Money(spend, measurement.Currency), accounts)}
            {Tile("MER: revenue ÷ ad money", Formula.MerId, Display.Ratio(Formula.Mer(net, spend)), state.Warnings.Count == 0 ? "all revenue, no model" : "at most: spend is missing")}
            {Tile("Revenue with a known touch", Formula.KnownTouchId, Display.Percent(known), "the rest stands as unattributed")}
            </section>

            """);
    }

    private static string Tile(string name, string formula, string value, string note) =>
        $"<div class=\"tile\"><h2>{name}</h2><p class=\"value\" data-formula=\"{formula}\">{value}</p><p class=\"note\">{note}</p></div>";
}
