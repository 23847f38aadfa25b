using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>Spend and credited revenue of the paid channels by day, as a drawing (SVG) with a text that says the same.</summary>
internal static class DailyChart
{
    private const int Width = 1040;
    private const int Height = 230;
    private const int Left = 56;
    private const int Top = 20;
    private const int Bottom = 26;

    /// <summary>Days whose ads have earned less than this share of their credit are marked.</summary>
    private const double Ripe = 0.9;

    public static string Render(Measurement measurement, Marts marts, DimModel model, ChannelSummary span, LagCurve? lags)
    {
        var paid = marts.Channels.Where(channel => channel.IsPaid).Select(channel => channel.Channel).ToHashSet();
        var days = Enumerable.Range(0, span.ToDate.DayNumber - span.FromDate.DayNumber + 1).Select(span.FromDate.AddDays).ToList();
        var spend = marts.AdDaily.GroupBy(row => row.PlatformDate).ToDictionary(day => day.Key, day => day.Sum(row => row.Spend));
        var credit = marts.Credits.Where(row => row.ModelId == model.ModelId && paid.Contains(row.Channel))
            .GroupBy(row => row.OrderDate).ToDictionary(day => day.Key, day => day.Sum(row => row.Credit));
        var top = Scale(days.Select(day => Math.Max(spend.GetValueOrDefault(day), credit.GetValueOrDefault(day))).DefaultIfEmpty(1).Max());
        var step = (double)(Width - Left) / days.Count;
        var unripe = lags is null ? days.Count : days.FindIndex(day => lags.After(span.ToDate.DayNumber - day.DayNumber) < Ripe);
        var drawing = new StringBuilder();
        drawing.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"From {Display.Span(days[0], days[^1])}, {Display.Money(spend.Values.Sum(), measurement.Currency)} were spent on ads and {Display.Money(credit.Values.Sum(), measurement.Currency)} of revenue is credited to them. The numbers by day are in the tables fact_ad_daily and fact_credit.\">\n");
        if (unripe >= 0 && unripe < days.Count)
        {
            var x = Left + (unripe * step);
            drawing.Append(CultureInfo.InvariantCulture, $"<rect class=\"band\" x=\"{x:0.#}\" y=\"0\" width=\"{Width - x:0.#}\" height=\"{Height - Bottom}\"/><text class=\"axis\" x=\"{Width - 6}\" y=\"13\" text-anchor=\"end\">ads of these days will earn more</text>\n");
        }

        foreach (var line in new[] { 0m, 0.5m, 1m })
        {
            var y = Y(top * line, top);
            drawing.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/><text class=\"axis\" x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Display.Money(top * line, measurement.Currency)}</text>\n");
        }

        for (var place = 0; place < days.Count; place++)
        {
            var x = Left + (place * step);
            drawing.Append(Bar("credit", credit.GetValueOrDefault(days[place]), top, x + (step * 0.14), step * 0.72));
            drawing.Append(Bar("spend", spend.GetValueOrDefault(days[place]), top, x + (step * 0.34), step * 0.32));
            if (days[place].DayOfWeek == DayOfWeek.Monday)
                drawing.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{x + (step / 2):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{days[place].ToString("d MMM", CultureInfo.InvariantCulture)}</text>\n");
        }

        return $"""
            <section>
            <h2>Paid channels by day</h2>
            {Cells.Scroll("Paid channels by day", drawing.Append("</svg>").ToString())}
            <p class="legend"><span class="key spend"></span>spend on the platform's day <span class="key credit"></span>revenue credited to ads on the order's day. {(lags is null ? "There is too little history to tell how ripe the days are." : "Shaded: days whose ads have earned less than 90 % of what they will.")}</p>
            </section>

            """;
    }

    private static string Bar(string kind, decimal amount, decimal top, double x, double width)
    {
        if (amount <= 0) return string.Empty;
        var y = Y(amount, top);
        return string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{Height - Bottom - y:0.#}\" rx=\"1\"/>\n");
    }

    private static double Y(decimal amount, decimal top) => Top + ((double)(1 - (Math.Max(0, amount) / top)) * (Height - Bottom - Top));

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    private static decimal Scale(decimal most)
    {
        var step = 1m;
        while (step * 10 < most) step *= 10;
        return new[] { step, step * 2, step * 5, step * 10 }.First(top => top >= most);
    }
}
