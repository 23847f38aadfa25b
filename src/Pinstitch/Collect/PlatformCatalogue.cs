using System.Reflection;
using System.Text.Json;

namespace Pinstitch.Collect;

/// <summary>
/// The ad platforms: one <c>platform.json</c> in each platform's folder below <c>src/Pinstitch.Platforms</c>. Configuration,
/// channels and click ids all know the platforms from here and from nowhere else.
/// </summary>
public static class PlatformCatalogue
{
    private const string Cards = "Pinstitch.Platforms.";

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<PlatformCard> All { get; } = [.. Read().OrderBy(card => card.Place).ThenBy(card => card.Id, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(card => card.Id)];

    /// <exception cref="ArgumentException">There is no such platform.</exception>
    public static PlatformCard Get(string id) =>
        All.FirstOrDefault(card => card.Id == id) ?? throw new ArgumentException($"There is no platform '{id}'; there are {string.Join(", ", Ids)}.", nameof(id));

    /// <summary>The platform whose ads' links carry a click id of that name; null when it is no catalogued platform's.</summary>
    public static PlatformCard? OfClickId(string name) => All.FirstOrDefault(card => card.ClickIds.Contains(name));

    /// <summary>The platform that a <c>utm_source</c> names, in lower case; null when it names none.</summary>
    public static PlatformCard? OfSource(string source) => All.FirstOrDefault(card => card.Sources.Contains(source));

    private static IEnumerable<PlatformCard> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Cards, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize<PlatformCard>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"{name} is empty.");
        }
    }
}
