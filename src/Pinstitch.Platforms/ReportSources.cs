using Pinstitch.Platforms.Google;
using Pinstitch.Platforms.Meta;
using Pinstitch.Platforms.Pinterest;

namespace Pinstitch.Platforms;

/// <summary>The platforms whose reports can be collected.</summary>
public sealed class ReportSources(HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time)
{
    private readonly IReportSource[] sources =
    [
        new PinterestReports(http, addresses, secrets, time),
        new MetaReports(http, addresses, secrets),
        new GoogleReports(http, addresses, secrets, time),
    ];

    /// <exception cref="InvalidOperationException">There is no such platform.</exception>
    public IReportSource Get(string platform) =>
        Array.Find(sources, source => source.Descriptor.Id == platform)
        ?? throw new InvalidOperationException($"There is no platform '{platform}'.");
}
