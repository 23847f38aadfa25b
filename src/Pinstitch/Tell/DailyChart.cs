using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>Spend and credited revenue of the paid channels by day, as a drawing (SVG) with a text that says the same.</summary>
internal static class DailyChart
{
    private const int Width = 1040;
    private const int Height = 220;
    private const int Left = 56;
    private const int Bottom = 26;

    public static string Render(Measurement measurement, Marts marts, string modelId)
    {
        var paid = marts.Channels.Where(channel => channel.IsPaid).Select(channel => channel.Channel).ToHashSet();
        var days = marts.Summaries.First(row => row.Period == "all") is var all
            ? Enumerable.Range(0, all.ToDate.DayNumber - all.FromDate.DayNumber + 1).Select(all.FromDate.AddDays).ToList()
            : [];
        var spend = marts.AdDaily.GroupBy(row => row.PlatformDate).ToDictionary(day => day.Key, day => day.Sum(row => row.Spend));
        var credit = marts.Credits.Where(row => row.ModelId == modelId && paid.Contains(row.Channel))
            .GroupBy(row => row.OrderDate).ToDictionary(day => day.Key, day => day.Sum(row => row.Credit));
        var top = Scale(days.Select(day => Math.Max(spend.GetValueOrDefault(day), credit.GetValueOrDefault(day))).DefaultIfEmpty(1).Max());
        var step = (double)(Width - Left) / Math.Max(1, days.Count);
        var drawing = new StringBuilder();
        drawing.Append(CultureInfo.InvariantCulture, $"""
            <section>
            <h2>Paid channels by day</h2>
            <div class="scroll"><svg viewBox="0 0 {Width} {Height}" role="img" aria-label="From {Display.Span(days[0], days[^1])}, {Display.Money(spend.Values.Sum(), measurement.Currency)} were spent on ads and {Display.Money(credit.Values.Sum(), measurement.Currency)} of revenue is credited to them.">

            """);
        foreach (var line in new[] { 0m, 0.5m, 1m })
        {
            var y = Y(top * line, top);
            drawing.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/><text class=\"axis\" x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Display.Money(top * line, measurement.Currency)}</text>\n");
        }

        for (var place = 0; place < days.Count; place++)
        {
            var x = Left + (place * step);
            var (creditTop, spendTop) = (Y(credit.GetValueOrDefault(days[place]), top), Y(spend.GetValueOrDefault(days[place]), top));
            drawing.Append(CultureInfo.InvariantCulture, $"<rect class=\"credit\" x=\"{x + (step * 0.14):0.#}\" y=\"{creditTop:0.#}\" width=\"{step * 0.72:0.#}\" height=\"{Height - Bottom - creditTop:0.#}\" rx=\"1.5\"/>");
            drawing.Append(CultureInfo.InvariantCulture, $"<rect class=\"spend\" x=\"{x + (step * 0.34):0.#}\" y=\"{spendTop:0.#}\" width=\"{step * 0.32:0.#}\" height=\"{Height - Bottom - spendTop:0.#}\" rx=\"1\"/>\n");
            if (days[place].DayOfWeek == DayOfWeek.Monday)
                drawing.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{x + (step / 2):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{days[place].ToString("d MMM", CultureInfo.InvariantCulture)}</text>\n");
        }

        drawing.Append("</svg></div>\n<p class=\"legend\"><span class=\"key spend\"></span>spend <span class=\"key credit\"></span>credited revenue by order date. The first weeks look poor because what was seen then is bought later; the last weeks are not ripe for the same reason.</p>\n</section>\n");
        return drawing.ToString();
    }

    private static double Y(decimal amount, decimal top) => 8 + ((double)(1 - (Math.Max(0, amount) / top)) * (Height - Bottom - 8));

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    private static decimal Scale(decimal most)
    {
        var step = 1m;
        while (step * 10 < most) step *= 10;
        return new[] { step, step * 2, step * 5, step * 10 }.First(top => top >= most);
    }
}
