using Pinstitch.Functions.Operate;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>What the demo shows at the end.</summary>
/// <param name="RunId">The published run.</param>
/// <param name="Counts">What went in and out.</param>
/// <param name="Channels">Channels side by side.</param>
/// <param name="Truth">How far that is from what really happened.</param>
/// <param name="Dashboard">Address of the page.</param>
/// <param name="DashboardFile">The page as a file.</param>
/// <param name="Digests">Files of the mails.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record DemoResult(
    string RunId,
    NightCounts Counts,
    IReadOnlyList<DemoChannel> Channels,
    DemoTruth Truth,
    string Dashboard,
    string DashboardFile,
    IReadOnlyList<string> Digests,
    double Seconds);
