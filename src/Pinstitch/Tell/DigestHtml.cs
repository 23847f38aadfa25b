using System.Globalization;
using System.Text;
using Pinstitch.Configure;

namespace Pinstitch.Tell;

/// <summary>
/// The digest for mail programs: tables for the layout, styles on the elements, bars out of table cells, because Outlook
/// renders with Word's engine and Gmail cuts at about 100 kB.
/// </summary>
internal static class DigestHtml
{
    private const string Font = "font-family:Segoe UI,Helvetica,Arial,sans-serif";

    public static string Quiet(string shop, string text, string footer) => Frame(shop, $"<p style=\"{Font};font-size:16px;line-height:24px;color:#1d2530;margin:0 0 16px\">{Display.Html(text)}</p>", footer);

    public static string Render(
        Measurement measurement, string span, WeekFigures week, IReadOnlyList<(string Name, string Now, string Before, string Note)> headline, string footer)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"<h1 style=\"{Font};font-size:22px;line-height:28px;color:#1d2530;margin:0 0 4px\">{Display.Html(measurement.Shop)}</h1>\n<p style=\"{Font};font-size:15px;color:#5b6675;margin:0 0 20px\">{Display.Html(span)}</p>\n");
        body.Append(CultureInfo.InvariantCulture, $"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse\">\n<caption style=\"{Font};font-size:15px;font-weight:600;text-align:left;color:#1d2530;padding:0 0 6px\">The week in five numbers</caption>\n<tr>{Head("Number", false)}{Head("This week", true)}{Head("Week before", true)}</tr>\n");
        foreach (var (name, now, before, note) in headline)
            body.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" style=\"{Cell}text-align:left;font-weight:400\">{Display.Html(name)}<br><span style=\"font-size:13px;color:#5b6675\">{Display.Html(note)}</span></th><td style=\"{Cell}text-align:right;font-weight:700\">{Display.Html(now)}</td><td style=\"{Cell}text-align:right;color:#5b6675\">{Display.Html(before)}</td></tr>\n");
        body.Append(CultureInfo.InvariantCulture, $"</table>\n<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse;margin-top:26px\">\n<caption style=\"{Font};font-size:15px;font-weight:600;text-align:left;color:#1d2530;padding:0 0 6px\">Channels, model {Display.Html(week.Model)}</caption>\n<tr>{Head("Channel", false)}{Head("Spend", true)}{Head("Credited", true)}{Head("ROAS", true)}{Head("Platform claims", true)}</tr>\n");
        var widest = week.Channels.Select(row => row.CreditedRevenue).DefaultIfEmpty(1).Max();
        foreach (var row in week.Channels)
        {
            var bar = widest <= 0 ? 0 : (int)(Math.Max(0, row.CreditedRevenue) / widest * 100);
            body.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" style=\"{Cell}text-align:left;font-weight:400\">{Display.Html(WeeklyDigest.Name(row.Channel))}{Bar(bar)}</th><td style=\"{Cell}text-align:right\">{(row.Spend == 0 ? Display.None : Display.Money(row.Spend, week.Currency))}</td><td style=\"{Cell}text-align:right\">{Display.Money(row.CreditedRevenue, week.Currency)}</td><td style=\"{Cell}text-align:right;font-weight:700\">{Display.Ratio(row.Roas)}</td><td style=\"{Cell}text-align:right;color:#5b6675\">{(row.ClaimedRevenue is { } claimed ? Display.Money(claimed, week.Currency) : Display.None)}</td></tr>\n");
        }

        body.Append(CultureInfo.InvariantCulture, $"</table>\n<p style=\"{Font};font-size:14px;line-height:21px;color:#1d2530;margin:22px 0 0\">Recent weeks are not ripe: what was seen and saved in them is partly still to be bought.</p>\n");
        return Frame($"{measurement.Shop}, {span}", body.ToString(), footer);
    }

    private static string Cell => $"{Font};font-size:15px;line-height:21px;color:#1d2530;padding:8px 0 8px 12px;border-bottom:1px solid #e3e7ec;vertical-align:top;";

    private static string Head(string text, bool right) =>
        $"<th scope=\"col\" style=\"{Font};font-size:13px;font-weight:400;color:#5b6675;text-align:{(right ? "right" : "left")};padding:4px 0 4px 12px;border-bottom:1px solid #c9d0d8\">{text}</th>";

    private static string Bar(int percent) => percent == 0
        ? string.Empty
        : $"<table role=\"presentation\" width=\"100%\" cellspacing=\"0\" cellpadding=\"0\"><tr><td width=\"{percent}%\" style=\"background:#1c7a6e;height:5px;font-size:1px;line-height:5px\">&nbsp;</td><td style=\"font-size:1px;line-height:5px\">&nbsp;</td></tr></table>";

    private static string Frame(string title, string body, string footer) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Display.Html(title)}</title></head>
        <body style="margin:0;padding:0;background:#f4f6f8">
        <table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="background:#f4f6f8"><tr><td align="center" style="padding:24px 12px">
        <table role="presentation" width="640" cellspacing="0" cellpadding="0" style="max-width:640px;width:100%;background:#ffffff"><tr><td style="padding:28px 28px 24px 28px">
        {body}
        <p style="{Font};font-size:12px;line-height:18px;color:#5b6675;border-top:1px solid #e3e7ec;margin:26px 0 0;padding:14px 0 0">{Display.Html(footer)}</p>
        </td></tr></table>
        </td></tr></table>
        </body>
        </html>

        """;
}
