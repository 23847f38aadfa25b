using System.Globalization;

namespace Pinstitch.Tests;

/// <summary>
/// Where something dies in a test that would take long for every place: at the first, the last, and some between, evenly
/// spread. <c>PINSTITCH_KILLS</c> asks for another number of deaths; 1000 is every place.
/// </summary>
internal static class Deaths
{
    /// <param name="usual">How many, unless another number is asked for.</param>
    public static int Number(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("PINSTITCH_KILLS"), CultureInfo.InvariantCulture, out var asked) ? asked : usual;

    /// <summary>Some of the numbers from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static IEnumerable<int> Among(int first, int last, int usual)
    {
        var deaths = Math.Clamp(Number(usual), 2, Math.Max(2, last - first + 1));
        return Enumerable.Range(0, deaths).Select(death => first + (int)((long)death * (last - first) / (deaths - 1))).Distinct();
    }
}
