using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>
/// The digest for mail programs: tables for the layout, styles on the elements, bars out of table cells, because Outlook
/// renders with Word's engine and Gmail cuts at about 100 kB. The style sheet only adds dark mode and narrow screens.
/// </summary>
internal static class DigestHtml
{
    private const string Font = "font-family:Segoe UI,Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums";
    private const string Ink = "#1b2430";
    private const string Soft = "#566170";

    public static string Quiet(string shop, string text, IReadOnlyList<string> foot) =>
        Frame(shop, text, $"<h1 class=\"ink\" style=\"{Font};font-size:22px;line-height:28px;color:{Ink};margin:0 0 10px\">{Display.Html(shop)}</h1>\n<p class=\"ink\" style=\"{Font};font-size:16px;line-height:24px;color:{Ink};margin:0\">{Display.Html(text)}</p>", foot);

    public static string Render(Measurement measurement, DigestTeam team, string span, WeekFigures week, IReadOnlyList<Headline> headline, IReadOnlyList<string> foot)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"<h1 class=\"ink\" style=\"{Font};font-size:22px;line-height:28px;color:{Ink};margin:0\">{Display.Html(measurement.Shop)}</h1>\n<p class=\"soft\" style=\"{Font};font-size:15px;line-height:22px;color:{Soft};margin:0 0 14px\">{Display.Html(span)} for {Display.Html(team.Name)}</p>\n");
        body.Append(Trust(week));
        body.Append(Caption("The week in five numbers")).Append(CultureInfo.InvariantCulture, $"<tr>{Head("Number", "left")}{Head("This week", "right")}{Head("Week before", "right")}</tr>\n");
        foreach (var number in headline)
            body.Append(CultureInfo.InvariantCulture, $"<tr>{RowHead(Display.Html(number.Name) + $"<br><span class=\"soft\" style=\"font-size:13px;line-height:18px;color:{Soft}\">{Display.Html(number.Note)}</span>")}{Cell(number.Now, "ink", Ink, "font-weight:700")}{Cell(number.Before, "soft", Soft)}</tr>\n");
        body.Append("</table>\n");
        body.Append(Caption($"Channels, model {week.Model}")).Append(CultureInfo.InvariantCulture, $"<tr>{Head("Channel", "left")}{Head("Spend", "right")}{Head("Credited", "right")}{Head("ROAS, 95&nbsp;%", "right")}{Head("Platform claims", "right")}</tr>\n");
        var widest = week.Channels.Select(row => row.CreditedRevenue).DefaultIfEmpty(0).Max();
        foreach (var row in week.Channels) body.Append(Channel(row, widest, week.Currency));
        body.Append(CultureInfo.InvariantCulture, $"</table>\n<p class=\"ink\" style=\"{Font};font-size:14px;line-height:21px;color:{Ink};margin:14px 0 0\">{Display.Html(WeeklyDigest.Agreement(week))} {Display.Html(WeeklyDigest.Ripeness(week))} Claims of different platforms overlap and are not added.</p>\n");
        var first = headline[0];
        return Frame($"{measurement.Shop}, {span}", $"{first.Name} {first.Now}, {first.Note}", body.ToString(), foot);
    }

    private static string Trust(WeekFigures week)
    {
        var missing = week.State.Warnings.Count > 0;
        var (look, edge, ground) = missing ? ("warn", "#a32414", "#fdf1ea") : ("good", "#1c7a6e", "#eef6f5");
        var text = missing ? "<b>▲ Data are missing.</b> " + string.Join(" ", week.State.Warnings.Select(Display.Html)) : "✓ " + Display.Html(week.State.Summary);
        text += string.Concat(week.State.Notices.Select(notice => $"<br><b>▲ To look at.</b> {Display.Html(notice)}<br>"));
        return $"<table role=\"presentation\" width=\"100%\" cellspacing=\"0\" cellpadding=\"0\"><tr><td class=\"{look}\" style=\"{Font};font-size:14px;line-height:20px;color:{Ink};background:{ground};border-left:3px solid {edge};padding:8px 12px\">{text} {Display.Html(WeeklyDigest.Ground(week))}</td></tr></table>\n";
    }

    private static string Channel(ChannelSummary row, decimal widest, string currency)
    {
        var interval = row is { RoasLow: { } low, RoasHigh: { } high }
            ? $"<br><span class=\"soft\" style=\"font-size:12px;line-height:16px;font-weight:400;color:{Soft}\">{Display.Ratio(low)}–{Display.Ratio(high)}</span>"
            : string.Empty;
        var bar = widest <= 0 ? 0 : (int)(Math.Max(0, row.CreditedRevenue) / widest * 100);
        return $"<tr>{RowHead(Display.Html(WeeklyDigest.Name(row.Channel)) + Bar(bar))}{Cell(WeeklyDigest.Spend(row, currency), "ink", Ink)}{Cell(Display.Money(row.CreditedRevenue, currency), "ink", Ink)}{Cell(Display.Ratio(row.Roas) + interval, "ink", Ink, row.Roas is null ? "" : "font-weight:700")}{Cell(Display.Money(row.ClaimedRevenue, currency), "soft", Soft)}</tr>\n";
    }

    private static string Caption(string text) =>
        $"<table class=\"data\" width=\"100%\" cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse;margin-top:22px\">\n<caption class=\"ink\" style=\"{Font};font-size:16px;line-height:22px;font-weight:600;text-align:left;color:{Ink};padding:0 0 4px\">{Display.Html(text)}</caption>\n";

    private static string Head(string text, string align) =>
        $"<th scope=\"col\" class=\"soft\" style=\"{Font};font-size:13px;line-height:18px;font-weight:400;color:{Soft};text-align:{align};padding:4px 0 4px {(align == "left" ? 0 : 12)}px;border-bottom:1px solid #c9d0d8;vertical-align:bottom\">{text}</th>";

    private static string RowHead(string html) =>
        $"<th scope=\"row\" class=\"ink\" style=\"{Font};font-size:15px;line-height:21px;color:{Ink};text-align:left;font-weight:400;padding:7px 0;border-bottom:1px solid #e4e8ed;vertical-align:top\">{html}</th>";

    private static string Cell(string html, string look, string colour, string more = "") =>
        $"<td class=\"{look}\" style=\"{Font};font-size:15px;line-height:21px;color:{colour};text-align:right;white-space:nowrap;padding:7px 0 7px 12px;border-bottom:1px solid #e4e8ed;vertical-align:top;{more}\">{html}</td>";

    private static string Bar(int percent) => percent == 0
        ? string.Empty
        : $"<table role=\"presentation\" width=\"100%\" cellspacing=\"0\" cellpadding=\"0\"><tr><td width=\"{percent}%\" style=\"background:#1c7a6e;height:5px;font-size:1px;line-height:5px\">&nbsp;</td><td style=\"font-size:1px;line-height:5px\">&nbsp;</td></tr></table>";

    private static string Frame(string title, string preview, string body, IReadOnlyList<string> foot) => string.Create(CultureInfo.InvariantCulture, $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{Display.Html(title)}}</title>
        <style>
        @media (prefers-color-scheme: dark) {
          .ground { background: #0f141a !important } .paper { background: #171d25 !important } .ink { color: #e8ecf1 !important } .soft { color: #a3afbd !important }
          .good { background: #1a2a2c !important; color: #e8ecf1 !important } .warn { background: #2c1f1a !important; color: #e8ecf1 !important }
          .data th, .data td, .rule { border-color: #2b3440 !important }
        }
        @media (max-width: 480px) {
          .paper { padding: 18px 14px !important } .data th, .data td { font-size: 13px !important; padding-left: 6px !important } .data th:first-child { padding-left: 0 !important }
        }
        </style>
        </head>
        <body class="ground" style="margin:0;padding:0;background:#f4f6f8">
        <div style="display:none;max-height:0;overflow:hidden">{{Display.Html(preview)}}</div>
        <table role="presentation" class="ground" width="100%" cellspacing="0" cellpadding="0" style="background:#f4f6f8"><tr><td align="center" style="padding:20px 8px">
        <table role="presentation" width="640" cellspacing="0" cellpadding="0" style="max-width:640px;width:100%"><tr><td class="paper" style="background:#ffffff;padding:26px 28px">
        {{body}}
        <div class="rule" style="border-top:1px solid #e4e8ed;margin:22px 0 0;padding:10px 0 0">
        {{string.Join('\n', foot.Select(line => $"<p class=\"soft\" style=\"{Font};font-size:12px;line-height:18px;color:{Soft};margin:4px 0 0\">{Display.Html(line)}</p>"))}}
        </div>
        </td></tr></table>
        </td></tr></table>
        </body>
        </html>

        """);
}
