using Microsoft.Extensions.Configuration;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Local.Demo;
using Pinstitch.Functions.Operate;
using Pinstitch.Functions.Tell;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Local;
using Pinstitch.Local.Durable;
using Pinstitch.Platforms;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>Pinstitch's own orchestrators, run on a small shop and replayed from their histories.</summary>
[Trait("Category", "EndToEnd")]
public sealed class PinstitchReplayTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_collection_night_and_digest_replays_to_the_same_calls_and_the_same_end()
    {
        var world = ShopWorld.Make(ShopPlan.Demo with { People = 100, Days = 14 });
        await using var host = await TestHost.StartAsync(azurite, options =>
        {
            options.Now = DateTimeOffset.FromUnixTimeSeconds(world.Plan.End).AddHours(4);
            foreach (var (name, value) in DemoSettings.Secrets) options.Settings[name] = value;
        });
        await using var servers = await ReportServers.StartAsync(world.Ledger, host.Clock, folder: null, Stop);
        DemoSettings.PointAt(host.Get<IConfiguration>(), servers);
        var measurement = host.Get<Measurement>();
        var ids = new List<string>(await CollectionStart.AllAsync(measurement, host.Get<ReportSources>(), host.Durable, host.Clock, Stop));
        var loader = new DemoLoader(host.Http, host.Hub, host.Http.BaseAddress!.ToString().TrimEnd('/'), host.Keys.Function);
        await loader.SendAsync(world.Messages, Stop);
        await host.LandAsync();
        await EndAsync(host, ids);
        ids.Add(await NightlyStart.RunAsync(host.Durable, world.Plan.LastDay, Stop));
        await EndAsync(host, ids[^1..]);
        foreach (var team in measurement.Teams)
        {
            ids.Add(await DigestStart.RunAsync(host.Durable, team.Name, world.Plan.LastDay, Stop));
            await EndAsync(host, ids[^1..]);
        }

        Assert.Equal(measurement.Accounts.Count + 1 + measurement.Teams.Count, ids.Count);
        Assert.InRange(await ReplayCheck.ThrowOnDifferenceAsync(host.Services, Stop), ids.Count, 10 * ids.Count);
    }

    private static async Task EndAsync(TestHost host, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            var ended = await host.Durable.WaitForInstanceCompletionAsync(id, Stop);
            Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{id}: {ended.FailureDetails}");
        }
    }
}
