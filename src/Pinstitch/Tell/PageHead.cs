using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>What the page is about and how it is to be read: period, model, windows, run, and whether its data are whole.</summary>
internal static class PageHead
{
    public static string Render(Measurement measurement, RunName run, DimModel model, ChannelSummary span, DataState state)
    {
        var settings = measurement.Attribution;
        var parameters = model.Parameters.Length > 0 ? " " + Display.Html(model.Parameters) : string.Empty;
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"""
            <header>
            <p class="eyebrow">Pinstitch · {Display.Html(measurement.Shop)}</p>
            <h1>What the ad money brought</h1>
            <dl class="facts">
            <div><dt>Period</dt><dd>{Display.Span(span.FromDate, span.ToDate)}</dd></div>
            <div><dt>Model</dt><dd>{Display.Html(model.Name)}{parameters}</dd></div>
            <div><dt>Windows</dt><dd>click {settings.ClickDays:0.#} d · save {settings.SaveDays:0.#} d · view {settings.ViewDays:0.#} d</dd></div>
            <div><dt>Credit by</dt><dd>order day, {Display.Html(measurement.TimeZone)}</dd></div>
            <div><dt>Run</dt><dd><code>{run.Id}</code></dd></div>
            </dl>

            """);
        if (state.Warnings.Count == 0) head.Append(CultureInfo.InvariantCulture, $"<p class=\"state\"><span aria-hidden=\"true\">✓</span> {Display.Html(state.Summary)}</p>\n");
        else head.Append(CultureInfo.InvariantCulture, $"<div class=\"state warn\"><p><span aria-hidden=\"true\">▲</span> <b>Data are missing</b></p><ul>{string.Concat(state.Warnings.Select(warning => $"<li>{Display.Html(warning)}</li>"))}</ul></div>\n");
        if (state.Notices.Count > 0) head.Append(CultureInfo.InvariantCulture, $"<div class=\"state warn\"><p><span aria-hidden=\"true\">▲</span> <b>To look at</b></p><ul>{string.Concat(state.Notices.Select(notice => $"<li>{Display.Html(notice)}</li>"))}</ul></div>\n");
        if (state.LeftOut is { } left) head.Append(CultureInfo.InvariantCulture, $"<p class=\"state left\">{Display.Html(left)}</p>\n");
        return head.Append("</header>\n").ToString();
    }
}
