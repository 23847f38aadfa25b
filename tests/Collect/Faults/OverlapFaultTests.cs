using Pinstitch.Functions.Collect;
using Pinstitch.Local;
using Pinstitch.Tests.Local.Durable;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>Two that want to collect the same account at once.</summary>
public sealed class OverlapFaultTests(AzuriteFixture azurite)
{
    private const string End = "end";

    [Fact]
    [FromFaultList("same timer firing twice")]
    public async Task A_timer_that_fires_twice_starts_an_account_once()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        await using var engine = await TestEngine.StartAsync(azurite, functions: [typeof(LongCollection)]);
        var account = world.PinterestAccount;
        Task<bool> StartAsync() => CollectionStart.OneAsync(account, world.Sources, engine.Client, world.Clock, null, CollectionWorld.Stop);
        Assert.True(await StartAsync());
        Assert.False(await StartAsync());
        var all = await CollectionStart.AllAsync(world.Measurement, world.Sources, engine.Client, world.Clock, CollectionWorld.Stop);
        Assert.Equal(world.Measurement.Accounts.Where(other => other != account).Select(CollectionStart.InstanceId), all);
        await engine.Client.RaiseEventAsync(CollectionStart.InstanceId(account), End, null, CollectionWorld.Stop);
        await engine.EndAsync(CollectionStart.InstanceId(account));
        Assert.True(await StartAsync());
    }

    /// <summary>Stands in for a collection that goes on until it is told to end.</summary>
    private static class LongCollection
    {
        [Function(nameof(CollectAccount))]
        public static Task<string?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.WaitForExternalEvent<string?>(End);
    }
}
