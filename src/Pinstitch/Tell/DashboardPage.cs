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

    public static string Render(Measurement measurement, RunName run, Marts marts)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(marts);
        var model = marts.Models.First(item => item.IsDefault);
        var rows = marts.Summaries.Where(row => row.Period == "all" && row.ModelId == model.ModelId).ToDictionary(row => row.Channel);
        var span = rows.Values.First();
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Display.Html(measurement.Shop)} – channels under one model</title>
            <style>{Stylesheet()}</style>
            </head>
            <body>
            <header>
            <p class="eyebrow">Pinstitch · {Display.Html(measurement.Shop)}</p>
            <h1>What the ad money brought</h1>
            <p class="sub">{Display.Span(span.FromDate, span.ToDate)} · credit by order date · model <b>{Display.Html(model.Name)}</b>{(model.Parameters.Length > 0 ? " " + Display.Html(model.Parameters) : string.Empty)} · windows click {measurement.Attribution.ClickDays:0} d, save {measurement.Attribution.SaveDays:0} d</p>
            </header>
            <main>

            """);
        page.Append(Tiles(measurement, marts, rows));
        page.Append(ChannelTable.Render(measurement, marts, rows));
        page.Append(DailyChart.Render(measurement, marts, model.ModelId));
        page.Append(ModelTable.Render(measurement, marts, model.ModelId));
        page.Append(CampaignTable.Render(measurement, marts, model));
        page.Append(Trust(measurement, marts));
        page.Append(CultureInfo.InvariantCulture, $"""
            </main>
            <footer>
            <p>Run <code>{run.Id}</code> · up to {run.Night:yyyy-MM-dd} ({Display.Html(measurement.TimeZone)}) · code {Display.Html(run.CodeVersion.Split('+')[0])} · configuration {run.ConfigHash[..12]}</p>
            <p>ROAS = credited net revenue ÷ spend [{Formula.RoasId}] · CPA = spend ÷ credited orders [{Formula.CpaId}] · MER = all net revenue ÷ all spend [{Formula.MerId}] · no number without a denominator: {Display.None}</p>
            </footer>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private static string Tiles(Measurement measurement, Marts marts, Dictionary<string, ChannelSummary> rows)
    {
        var net = marts.Orders.Sum(order => order.Net);
        var spend = rows.Values.Sum(row => row.Spend);
        var attributed = net == 0 ? 0 : 1 - (double)(marts.Unattributed.Sum(order => order.Net) / net);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <section class="tiles" aria-label="Totals">
            {Tile("Net revenue", Display.Money(net, measurement.Currency), $"{Display.Whole(marts.Orders.Count)} orders, refunds taken off")}
            {Tile("Ad spend", Display.Money(spend, measurement.Currency), $"{marts.AdDaily.Select(row => row.AccountId).Distinct().Count()} accounts, as the platforms charge")}
            {Tile("MER", Display.Ratio(Formula.Mer(net, spend)), "revenue per unit of ad money, no model")}
            {Tile("Revenue with a known touch", Display.Percent(attributed), "the rest stands as unattributed")}
            </section>

            """);
    }

    private static string Tile(string name, string value, string note) =>
        $"<div class=\"tile\"><h2>{name}</h2><p class=\"value\">{value}</p><p class=\"note\">{note}</p></div>";

    private static string Trust(Measurement measurement, Marts marts)
    {
        var run = marts.Runs[0];
        var reasons = string.Join(string.Empty, marts.Unattributed
            .GroupBy(order => order.Reason)
            .OrderByDescending(reason => reason.Count())
            .Select(reason => $"<li>{Display.Whole(reason.Count())} orders, {Display.Money(reason.Sum(order => order.Net), measurement.Currency)}: {Reason(reason.Key)}</li>"));
        var open = marts.AdDaily.Where(row => !row.IsFinal).Select(row => row.PlatformDate).Distinct().Count();
        return string.Create(CultureInfo.InvariantCulture, $"""
            <section>
            <h2>What these numbers rest on</h2>
            <ul class="trust">
            <li>{Display.Whole(run.Events)} events of {Display.Whole(run.Persons)} persons; copies from browser and server are counted once</li>
            <li>{Display.Whole(marts.Credits.Count)} rows of credit; the credit of each order sums to its value, to the cent, under every model</li>
            <li>{open} days of platform reports may still change; spend and claims are fetched again until they are final</li>
            {reasons}
            </ul>
            </section>

            """);
    }

    private static string Reason(string reason) => reason switch
    {
        "no_known_browser" => "no browser of the buyer is known (blocked, refused, or never seen)",
        "outside_window" => "the last touch is older than the window",
        _ => "no touch before the order",
    };

    private static string Stylesheet()
    {
        using var stream = typeof(DashboardPage).Assembly.GetManifestResourceStream(Style)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
