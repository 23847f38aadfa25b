using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The dashboard: one HTML file without scripts or outside parts, so that it opens from blob storage or a disk.</summary>
public static class DashboardPage
{
    private const string Style = "Pinstitch.Tell.Assets.dashboard.css";

    /// <summary>Makes the page.</summary>
    /// <param name="measurement">The configuration.</param>
    /// <param name="run">What the run is made from.</param>
    /// <param name="marts">The run's tables.</param>
    /// <param name="notices">What somebody should look at about collecting; null for nothing.</param>
    /// <returns>UTF-8 text; the same tables give the same bytes.</returns>
    public static string Render(Measurement measurement, RunName run, Marts marts, IReadOnlyList<string>? notices = null)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(marts);
        var model = marts.Models.First(item => item.IsDefault);
        var rows = marts.Summaries.Where(row => row.Period == "all" && row.ModelId == model.ModelId).ToDictionary(row => row.Channel);
        var span = rows.Values.First();
        var state = DataState.Of(marts.Accounts, marts.Runs[0]) with { Notices = notices ?? [] };
        var lags = ChannelSummaries.Lags(measurement.Attribution, run.Night, marts.Credits).GetValueOrDefault(model.ModelId);
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Display.Html(measurement.Shop)}, {Display.Span(span.FromDate, span.ToDate)}: what the ad money brought</title>
            <style>
            {Stylesheet()}</style>
            </head>
            <body>

            """);
        page.Append(PageHead.Render(measurement, run, model, span, state));
        page.Append("<main>\n");
        page.Append(Tiles.Render(measurement, marts, rows.Values, state));
        page.Append(ChannelTable.Render(measurement, marts, rows));
        page.Append(DailyChart.Render(measurement, marts, model, span, lags));
        page.Append(ModelTable.Render(measurement, marts, model.ModelId));
        page.Append(DataDrivenTable.Render(measurement, marts));
        page.Append(CampaignTable.Render(measurement, marts, model));
        page.Append(ViewThroughTable.Render(marts));
        page.Append(Grounds.Render(measurement, marts));
        page.Append("</main>\n");
        page.Append(Foot(run));
        page.Append("</body>\n</html>\n");
        return page.ToString();
    }

    private static string Foot(RunName run)
    {
        var formulas = string.Concat(Formula.All.Select(formula => $"<div><dt>{Display.Html(formula.Name)} <code id=\"{formula.Id}\">{formula.Id}</code></dt><dd>{Display.Html(formula.Definition)}</dd></div>\n"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <footer>
            <h2>Where each number comes from</h2>
            <p>Run <code>{run.Id}</code>: up to {run.Night:yyyy-MM-dd}, code {Display.Html(run.CodeVersion.Split('+')[0])}, configuration <code>{run.ConfigHash[..12]}</code>. The same inputs always give this run and these numbers; a dash ({Display.None}) stands where there is no number.</p>
            <dl class="formulas">
            {formulas}</dl>
            </footer>

            """);
    }

    private static string Stylesheet()
    {
        using var stream = typeof(DashboardPage).Assembly.GetManifestResourceStream(Style)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
