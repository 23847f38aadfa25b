using System.Globalization;

namespace Pinstitch.Tests.Tell;

/// <summary>Contrast of two colours as WCAG 2.2 defines it.</summary>
internal static class Contrast
{
    public static double Of(string one, string two)
    {
        var (first, second) = (Luminance(one), Luminance(two));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(place => int.Parse(colour.AsSpan(1 + (place * 2), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
