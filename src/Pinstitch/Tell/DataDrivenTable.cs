using System.Globalization;
using System.Text;
using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>What the models say that are fitted to all journeys, how sure that is, or why there is nothing yet.</summary>
internal static class DataDrivenTable
{
    public static string Render(Measurement measurement, Marts marts)
    {
        var fits = marts.ModelFits.Where(fit => fit.Level == "channel").ToList();
        if (fits.Count == 0) return string.Empty;
        var paths = $"{Display.Whole(fits[0].Conversions)} journeys with an order and {Display.Whole(fits[0].Nulls)} without";
        if (fits[0].Withheld.Length > 0)
        {
            return $"""
                <section>
                <h2>Data-driven models</h2>
                <p class="withheld">Not fitted yet: {Display.Html(fits[0].Withheld)}. From too little they would only look sure; the models above need no data.</p>
                </section>

                """;
        }

        var spend = marts.Summaries.Where(row => row.Period == "all").GroupBy(row => row.Channel).ToDictionary(channel => channel.Key, channel => channel.First().Spend);
        var table = new StringBuilder($"""
            <table>
            <caption class="hidden">Channels under the data-driven models</caption>
            <thead><tr>{Cells.Head("Channel", "")}{Cells.Head("Lost without it")}{Cells.Head("Markov <small>95 %</small>")}{Cells.Head("ROAS <small>95 %</small>")}{Cells.Head("Shapley <small>95 %</small>", "number claim")}{Cells.Head("ROAS <small>95 %</small>")}{Cells.Head("Part in orders", "number claim")}</tr></thead>
            <tbody>

            """);
        foreach (var channel in Channels.All)
        {
            if (fits.Find(fit => fit.Member == channel.Id) is not { } fit) continue;
            var money = spend.GetValueOrDefault(channel.Id);
            table.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Display.Html(channel.Name)}</th>")
                .Append(Cells.Number(Formula.RemovalEffectId, Display.Percent(fit.RemovalEffect)))
                .Append(Money(Formula.MarkovId, (fit.MarkovValue, fit.MarkovLow, fit.MarkovHigh), measurement.Currency))
                .Append(Ratio(Formula.MarkovId, (fit.MarkovValue, fit.MarkovLow, fit.MarkovHigh), money))
                .Append(Money(Formula.ShapleyId, (fit.ShapleyValue, fit.ShapleyLow, fit.ShapleyHigh), measurement.Currency, "claim"))
                .Append(Ratio(Formula.ShapleyId, (fit.ShapleyValue, fit.ShapleyLow, fit.ShapleyHigh), money))
                .Append(Cells.Number(Formula.AssistId, Display.Whole(fit.Participations ?? 0), "claim", $"{Display.Whole(fit.Assisted ?? 0)} not last"))
                .Append("</tr>\n");
        }

        table.Append("</tbody>\n</table>");
        return $"""
            <section>
            <h2>Data-driven models, and how sure they are</h2>
            {Cells.Scroll("Data-driven models", table.ToString())}
            <p class="legend">Fitted to {paths}. Small numbers: where 95 of 100 draws of other customers like these would put it. Wide means: wait, or test. Orders without a touch are in neither model.</p>
            </section>

            """;
    }

    private static string Money(string formula, (double? Value, double? Low, double? High) value, string currency, string look = "") => Cells.Number(
        formula,
        Display.Money((decimal?)value.Value, currency),
        look,
        value is { Low: { } low, High: { } high } ? $"{Display.Money((decimal)low, currency)}–{Display.Money((decimal)high, currency)}" : string.Empty);

    private static string Ratio(string formula, (double? Value, double? Low, double? High) value, decimal? spend) => spend is not > 0 || value.Value is null
        ? Cells.Number(formula, Display.None)
        : Cells.Number(
            formula,
            Display.Ratio(value.Value / (double)spend),
            "strong",
            value is { Low: { } low, High: { } high } ? $"{Display.Ratio(low / (double)spend)}–{Display.Ratio(high / (double)spend)}" : string.Empty);
}
