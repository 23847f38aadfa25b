using System.Globalization;

namespace Pinstitch.Collect;

/// <summary>How long after an ad's action a platform claims conversions, in days; null where it has no such window.</summary>
public sealed record ClaimWindow(int? Click, int? Engagement, int? View)
{
    /// <summary>As it is shown: <c>30/30/1</c>.</summary>
    public override string ToString() => string.Join('/', new[] { Click, Engagement, View }.Select(days => days?.ToString(CultureInfo.InvariantCulture) ?? "-"));
}
