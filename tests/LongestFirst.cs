using Pinstitch.Tests;
using Pinstitch.Tests.EndToEnd;
using Pinstitch.Tests.Local.Durable;
using Pinstitch.Tests.Local.Hosting;
using Pinstitch.Tests.Stitch;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Pinstitch.Tests;

/// <summary>Starts what takes long first, so that nothing of it runs alone at the end while a core is idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        .. new[]
        {
            typeof(DemoCollection), typeof(HostLifeTests), typeof(IdentityNightTests), typeof(Collect.CrashTests), typeof(Collect.EveryPlatformTests), typeof(StitchNightCrashTests),
            typeof(DyingErasureTests), typeof(LandingUnderKillsTests), typeof(Local.CommandLine.CommandLineTests), typeof(Architecture.BannedSymbolTests), typeof(Local.Hub.Amqp.AmqpReadTests),
            typeof(Land.TagTests), typeof(ErasureTests), typeof(PinstitchReplayTests), typeof(BrokenInputTests),
        }.Select(type => type.FullName!),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Rank)];

    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        // A class without a collection of its own is named in its collection's display name.
        var name = collection.TestCollectionClassName ?? collection.TestCollectionDisplayName;
        var rank = Array.FindIndex(Long, type => name.Contains(type, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
