namespace Pinstitch.Tell;

/// <summary>Cells of the page's tables.</summary>
internal static class Cells
{
    /// <summary>A number with the id of its formula, which the foot of the page explains.</summary>
    public static string Number(string formula, string text, string look = "", string small = "")
    {
        var under = small.Length == 0 ? string.Empty : $"<small>{small}</small>";
        var look2 = text == Display.None ? $"{look} none".TrimStart() : look;
        return $"<td class=\"number{(look2.Length == 0 ? string.Empty : " " + look2)}\" data-formula=\"{formula}\">{text}{under}</td>";
    }

    public static string Head(string text, string look = "number", string? span = null) =>
        $"<th scope=\"{(span is null ? "col" : "colgroup")}\"{(look.Length == 0 ? string.Empty : $" class=\"{look}\"")}{(span is null ? string.Empty : $" colspan=\"{span}\"")}>{text}</th>";

    /// <summary>A table that scrolls sideways by itself where the page is narrow, also by keyboard.</summary>
    public static string Scroll(string name, string table) =>
        $"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{Display.Html(name)}\">{table}</div>";
}
