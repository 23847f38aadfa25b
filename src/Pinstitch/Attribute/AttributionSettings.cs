using Pinstitch.Attribute.Models;

namespace Pinstitch.Attribute;

/// <summary>What attribution is told to do.</summary>
/// <param name="ClickDays">How old a click may be at the order, in days; the boundary counts.</param>
/// <param name="SaveDays">The same for saves on the site.</param>
/// <param name="ViewDays">The same for ad views.</param>
/// <param name="Models">At least one.</param>
public sealed record AttributionSettings(double ClickDays, double SaveDays, double ViewDays, IReadOnlyList<AttributionModel> Models)
{
    /// <summary>Names the windows on every row of credit, such as <c>c30-s30-v1</c>.</summary>
    public string WindowId => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c{ClickDays}-s{SaveDays}-v{ViewDays}");

    public double Days(TouchKind kind) => kind switch
    {
        TouchKind.Click => ClickDays,
        TouchKind.Save => SaveDays,
        _ => ViewDays,
    };
}
