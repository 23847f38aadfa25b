namespace Pinstitch.Platforms;

/// <summary>The platforms whose reports can be collected: every <see cref="AdPlatform"/> of this assembly.</summary>
public sealed class ReportSources
{
    private readonly Dictionary<string, PlatformReports> sources;

    public ReportSources(HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time) =>
        sources = Platforms.ToDictionary(platform => platform.Descriptor.Id, platform => new PlatformReports(platform, http, addresses, secrets, time));

    /// <summary>All platforms, in order of their ids.</summary>
    public static IReadOnlyList<AdPlatform> Platforms { get; } =
    [
        .. typeof(AdPlatform).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AdPlatform)) && !type.IsAbstract)
            .Select(type => (AdPlatform)Activator.CreateInstance(type, nonPublic: true)!)
            .OrderBy(platform => platform.Descriptor.Id, StringComparer.Ordinal),
    ];

    /// <exception cref="InvalidOperationException">There is no such platform.</exception>
    public PlatformReports Get(string platform) =>
        sources.TryGetValue(platform, out var found) ? found : throw new InvalidOperationException($"There is no platform '{platform}'; there are {string.Join(", ", sources.Keys)}.");
}
