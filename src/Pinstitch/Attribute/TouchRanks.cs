namespace Pinstitch.Attribute;

/// <summary>
/// Which kind of touch goes before which in single-touch models: of the touches inside their windows only those of the
/// highest rank count. Pinterest's own order is click, engagement, view: 3, 2, 1.
/// </summary>
/// <param name="Click">0 to 9, as the others.</param>
/// <param name="Save">A save on the site is the visitor's own act, as a click is: by default they rank the same.</param>
/// <param name="View">Below the others by default.</param>
public sealed record TouchRanks(int Click = 2, int Save = 2, int View = 1)
{
    public int Of(TouchKind kind) => kind switch
    {
        TouchKind.Click => Click,
        TouchKind.Save => Save,
        _ => View,
    };
}
