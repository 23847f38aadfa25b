using System.Globalization;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Attribute;

/// <summary>What attribution is told to do.</summary>
/// <param name="ClickDays">How old a click may be at the order, in days, 0 to 400; the boundary counts.</param>
/// <param name="SaveDays">The same for saves on the site.</param>
/// <param name="ViewDays">The same for ad views, 0 to 30.</param>
/// <param name="Models">At least one.</param>
public sealed record AttributionSettings(double ClickDays, double SaveDays, double ViewDays, IReadOnlyList<AttributionModel> Models)
{
    /// <summary>Platforms whose windows differ.</summary>
    public IReadOnlyList<PlatformWindow> Platforms { get; init; } = [];

    public ViewRule Views { get; init; } = new();

    public DirectUse Direct { get; init; } = DirectUse.OnlyIfAlone;

    public TouchRanks Ranks { get; init; } = new();

    /// <summary>Whether an order ends the journey: then a touch counts for the next order only. Without it every order looks back by itself.</summary>
    public bool ResetAfterOrder { get; init; }

    /// <summary>The same link again within this time is no new touch. <value>30 minutes, the field's session</value></summary>
    public TimeSpan RepeatGap { get; init; } = TimeSpan.FromMinutes(30);

    public DataDrivenSettings DataDriven { get; init; } = new();

    /// <summary>ROAS at which ad money comes back: 1 ÷ the margin that is left of revenue before ads. It decides no credit, only the verdict on it. <value>1</value></summary>
    public decimal BreakevenRoas { get; init; } = 1;

    /// <summary>Conversions besides orders.</summary>
    public IReadOnlyList<ConversionType> Conversions { get; init; } = [];

    /// <summary>Names the windows on every row of credit, such as <c>c30-s30-v1</c>, or <c>c30-s30-v1+meta-c7-s7-v1</c>.</summary>
    public string WindowId =>
        Name(ClickDays, SaveDays, ViewDays)
        + string.Concat(Platforms.OrderBy(item => item.Platform, StringComparer.Ordinal).Select(item => $"+{item.Platform}-{Name(item.ClickDays, item.SaveDays, item.ViewDays)}"));

    /// <param name="kind">Kind of touch.</param>
    /// <param name="platform">Platform of the touch's channel; null for none.</param>
    public double Days(TouchKind kind, string? platform = null)
    {
        if (platform is not null && Platforms.FirstOrDefault(item => item.Platform == platform) is { } own) return own.Days(kind);
        return kind switch
        {
            TouchKind.Click => ClickDays,
            TouchKind.Save => SaveDays,
            _ => ViewDays,
        };
    }

    private static string Name(double click, double save, double view) => string.Create(CultureInfo.InvariantCulture, $"c{click}-s{save}-v{view}");
}
