using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute;

/// <summary>The rules of a proof, as whole numbers.</summary>
/// <param name="Windows">Milliseconds by <c>kind</c> or <c>platform/kind</c>, which goes first.</param>
/// <param name="Views">What is done with views.</param>
/// <param name="ViewWeight">Of 2^30, at age 0.</param>
/// <param name="ViewHalfLife">Milliseconds; 0 for none.</param>
/// <param name="ViewCap">Of 2^30.</param>
/// <param name="Direct">What is done with direct visits.</param>
/// <param name="Ranks">By kind.</param>
/// <param name="ResetAfterOrder">Whether touches up to the order before are spent.</param>
public sealed record ProvenSettings(
    IReadOnlyDictionary<string, long> Windows,
    string Views,
    long ViewWeight,
    long ViewHalfLife,
    long ViewCap,
    string Direct,
    IReadOnlyDictionary<string, int> Ranks,
    bool ResetAfterOrder)
{
    private const double Day = 86_400_000;

    public static ProvenSettings Of(AttributionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var windows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<TouchKind>())
        {
            windows[Name(kind)] = (long)Math.Round(settings.Days(kind) * Day);
            foreach (var own in settings.Platforms) windows[$"{own.Platform}/{Name(kind)}"] = (long)Math.Round(own.Days(kind) * Day);
        }

        return new(
            windows,
            settings.Views.Use.ToString(),
            (long)decimal.Round(settings.Views.Weight * ViewFactors.Full),
            (long)Math.Round(settings.Views.HalfLifeDays * Day),
            (long)decimal.Round(settings.Views.MostShare * ViewFactors.Full),
            settings.Direct.ToString(),
            Enum.GetValues<TouchKind>().ToDictionary(Name, settings.Ranks.Of),
            settings.ResetAfterOrder);
    }

    private static string Name(TouchKind kind) => kind.ToString().ToLowerInvariant();
}
