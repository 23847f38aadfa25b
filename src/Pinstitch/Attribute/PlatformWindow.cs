namespace Pinstitch.Attribute;

/// <summary>Windows for the touches of one ad platform, where they differ from the others'. All in days.</summary>
/// <param name="Platform"><c>pinterest</c>, <c>meta</c> or <c>google</c>.</param>
/// <param name="ClickDays">For clicks.</param>
/// <param name="SaveDays">For saves.</param>
/// <param name="ViewDays">For views.</param>
public sealed record PlatformWindow(string Platform, double ClickDays, double SaveDays, double ViewDays)
{
    public double Days(TouchKind kind) => kind switch
    {
        TouchKind.Click => ClickDays,
        TouchKind.Save => SaveDays,
        _ => ViewDays,
    };
}
