using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>What the page rests on: the accounts' reports, the events, and the orders that got no credit.</summary>
internal static class Grounds
{
    public static string Render(Measurement measurement, Marts marts)
    {
        var run = marts.Runs[0];
        var table = new StringBuilder($"<table>\n<caption class=\"hidden\">How far the reports of each account reach</caption>\n<thead><tr>{Cells.Head("Account", "")}{Cells.Head("Reports from", "")}{Cells.Head("to", "")}{Cells.Head("Days in", "")}{Cells.Head("May still change")}{Cells.Head("State", "")}</tr></thead>\n<tbody>\n");
        foreach (var account in marts.Accounts)
        {
            var (mark, word) = account.Freshness switch
            {
                "current" => ("ok", "✓ current"),
                "stale" => ("over", "▲ stale"),
                _ => ("over", "▲ no report"),
            };
            table.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Display.Html(account.Name)}</th><td>{Day(account.FirstReportDate)}</td><td>{Day(account.LastReportDate)}</td><td>{Display.Html(account.TimeZone)}</td><td class=\"number\">{(account.OpenDays == 0 ? "none" : $"{account.OpenDays} days")}</td><td class=\"{mark}\">{word}</td></tr>\n");
        }

        table.Append("</tbody>\n</table>");
        var reasons = string.Concat(marts.Unattributed
            .GroupBy(order => order.Reason)
            .OrderByDescending(reason => reason.Count()).ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => $"<li>{Display.Whole(reason.Count())} orders, {Display.Money(reason.Sum(order => order.Net), measurement.Currency)}, without credit: {Reason(reason.Key)}</li>\n"));
        return $"""
            <section>
            <h2>What these numbers rest on</h2>
            {(marts.Accounts.Count == 0 ? string.Empty : Cells.Scroll("Reports of the accounts", table.ToString()))}
            <ul class="trust">
            <li>{Display.Whole(run.Events)} events of {Display.Whole(run.Persons)} persons; copies from browser and server are counted once</li>
            <li>{Display.Whole(marts.Credits.Count)} rows of credit; the credit of each order sums to its value, to the cent, under every model</li>
            {reasons}</ul>
            </section>

            """;
    }

    private static string Day(DateOnly? day) => day is { } some ? DataState.Day(some) : Display.None;

    private static string Reason(string reason) => reason switch
    {
        "no_known_browser" => "no browser of the buyer is known (blocked, refused, or never seen)",
        "outside_window" => "the last touch is older than the window",
        _ => "no touch before the order",
    };
}
