using Azure.Core;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;
using Pinstitch.Local;
using Pinstitch.Local.Durable;
using Pinstitch.Stitch;
using Pinstitch.Tests.Local.Durable;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Stitch;

/// <summary>A stitching night on the real durable engine dies after one of its writes, to the history or to the lake, and another process goes on with what is there: after some of them, after each with <c>PINSTITCH_KILLS=1000</c>.</summary>
[Trait("Category", "EndToEnd")]
public sealed class StitchNightCrashTests(AzuriteFixture azurite)
{
    private const string Id = "stitch";
    private const int Usual = 12;
    private static readonly DateOnly First = new(2026, 9, 1);
    private static readonly IdentityEdge[] Known = [.. Enumerable.Range(0, 12).Select(number => Edge(TestEdge.Id(IdentifierType.CustomerId, number), TestEdge.Id(IdentifierType.AnonymousId, number), 1 + number))];
    // A merge, a new person, a browser that becomes shared.
    private static readonly IdentityEdge[] News =
    [
        Edge(TestEdge.Id(IdentifierType.CustomerId, 1), TestEdge.Id(IdentifierType.AnonymousId, 2), 100),
        Edge(TestEdge.Id(IdentifierType.Email, 1), TestEdge.Id(IdentifierType.AnonymousId, 3), 101),
        Edge(TestEdge.Id(IdentifierType.Email, 2), TestEdge.Id(IdentifierType.Phone, 2), 102),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Promise(6)]
    [Fact]
    public async Task A_stitching_night_that_dies_after_any_write_ends_with_the_same_bytes()
    {
        var account = await azurite.AccountAsync();
        var nights = new TestNights(account, new());
        await nights.RunAsync(First, Known);
        var input = await nights.InputAsync(First.AddDays(1), [Known, News], hashed: true);
        var before = await FilesAsync(nights.Lake.Identity);
        var calm = CrashPoint.Never;
        await RunAsync(account, input, calm);
        var expected = await FilesAsync(nights.Lake.Identity);
        Assert.InRange(calm.Writes, 20, 150);
        foreach (var writes in Deaths.Among(1, calm.Writes - 1, Usual))
        {
            await RestoreAsync(nights.Lake.Identity, before);
            await RunAsync(account, input, new(writes));
            Assert.Equal(expected, await FilesAsync(nights.Lake.Identity));
        }
    }

    /// <summary>Runs the night until it ends or dies, and then again until it ends.</summary>
    private async Task RunAsync(string account, StitchInput input, CrashPoint crash)
    {
        var (hub, clock) = (AzuriteFixture.Unique("stitch"), new TestClock(TestEngine.Start, inHaste: true));
        Task<TestEngine> StartAsync(CrashPoint point) => TestEngine.StartAsync(
            azurite, clock, hub, null, point, [typeof(StitchNight), typeof(PlanIdentities), typeof(LinkShard), typeof(KeepIdentities)], add: services =>
            {
                var options = new BlobClientOptions();
                options.AddPolicy(point, HttpPipelinePosition.PerCall);
                var lake = new Lake(new BlobServiceClient(account, options));
                services.AddSingleton(lake).AddSingleton(TestNights.StoreOn(lake, new()));
            });
        var first = await StartAsync(crash);
        if (!crash.IsDead)
        {
            var ended = first.RunAsync(nameof(StitchNight), input, Id);
            await Task.WhenAny(ended, crash.Crashed);
            if (!crash.IsDead)
            {
                Assert.Equal(OrchestrationRuntimeStatus.Completed, (await ended).RuntimeStatus);
                await first.DisposeAsync();
                return;
            }
        }

        await TestEngine.WaitForAsync(() => !crash.IsUnderway);
        await using var second = await StartAsync(CrashPoint.Never);
        if (await second.Client.GetInstanceAsync(Id, Stop) is null) await second.Client.ScheduleNewOrchestrationInstanceAsync(nameof(StitchNight), input, new StartOrchestrationOptions(Id), Stop);
        var result = await second.EndAsync(Id);
        Assert.True(result.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"After {crash.Writes} writes: {result.FailureDetails}");
        await ReplayCheck.ThrowOnDifferenceAsync(second.Services, Stop);
    }

    private static async Task<IReadOnlyDictionary<string, string>> FilesAsync(BlobFolder folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var (name, _) in folder.ListAsync(string.Empty, Stop)) files[name] = Convert.ToHexString(await folder.ReadAsync(name, Stop));
        return files;
    }

    private static async Task RestoreAsync(BlobFolder folder, IReadOnlyDictionary<string, string> files)
    {
        await foreach (var (name, _) in folder.ListAsync(string.Empty, Stop))
        {
            if (!files.ContainsKey(name)) await folder.DeleteAsync(name, Stop);
        }

        foreach (var (name, content) in files) await folder.WriteAsync(name, new(Convert.FromHexString(content)), Stop);
    }

    private static IdentityEdge Edge(Identifier one, Identifier two, int seconds) => one < two
        ? new(one, two, DateTimeOffset.FromUnixTimeSeconds(seconds), $"e-{seconds}", "login")
        : new(two, one, DateTimeOffset.FromUnixTimeSeconds(seconds), $"e-{seconds}", "login");
}
