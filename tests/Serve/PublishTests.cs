using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;
using Pinstitch.Tests.Storage;
using Pinstitch.Tests.Tell;

namespace Pinstitch.Tests.Serve;

/// <summary>Readers see one whole run, whatever happens to the process that makes the next.</summary>
public sealed class PublishTests(AzuriteFixture azurite)
{
    private static readonly SmallShop Shop = new();

    [Promise(6)]
    [Fact]
    public async Task A_crash_at_any_write_leaves_a_whole_run_and_the_next_try_ends_the_same()
    {
        var stop = TestContext.Current.CancellationToken;
        var account = await ServingAccount.NewAsync(azurite);
        var old = new ServedNight(Shop, "old");
        await old.PrepareAsync(account, stop);
        await old.ServeAsync(account, stop);
        var whole = await CountAsync(account, old.RunId);
        Assert.All(whole, table => Assert.True(table.Value > 0, table.Key));
        var next = new ServedNight(Shop, "new");
        await next.PrepareAsync(account, stop);

        foreach (var moment in new[] { 0, 7, 40 })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => next.ServeAsync(account.Crashing(new Crash(moment)), stop));
            Assert.Equal(old.RunId, await account.Tables.PublishedAsync(stop));
        }

        Assert.Equal(whole, await CountAsync(account, old.RunId));
        await next.WriteAsync(account, stop);
        for (var (moment, dies) = (0, true); dies; moment++)
        {
            dies = await Record.ExceptionAsync(() => next.PublishAsync(account.Crashing(new Crash(moment)), stop)) is not null;
            Assert.Equal(whole, await CountAsync(account, (await account.Tables.PublishedAsync(stop))!));
            var page = (await account.Folders.Dashboard.ReadAsync("index.html", stop)).ToString();
            Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
            Assert.Single(new[] { old.RunId, next.RunId }, run => page.Contains(run, StringComparison.Ordinal));
        }

        Assert.Equal(next.RunId, await account.Tables.PublishedAsync(stop));
        Assert.Equal(whole, await CountAsync(account, next.RunId));
        Assert.Contains(next.RunId, (await account.Folders.Dashboard.ReadAsync("index.html", stop)).ToString(), StringComparison.Ordinal);
        Assert.Contains(next.RunId, (await account.Folders.Marts.ReadAsync(MartPaths.Current, stop)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_beyond_the_retention_are_removed_and_the_published_one_stays()
    {
        var stop = TestContext.Current.CancellationToken;
        var account = await ServingAccount.NewAsync(azurite);
        var first = new ServedNight(Shop, "first");
        var second = new ServedNight(Shop, "second");
        foreach (var night in new[] { first, second })
        {
            await night.PrepareAsync(account, stop);
            await night.ServeAsync(account, stop);
        }

        var whole = await CountAsync(account, second.RunId);
        var keepOne = Shop.Measurement with { RunsKept = 1 };

        // A crash in the middle of it is made good by the next try, because the run's note goes last.
        await Assert.ThrowsAnyAsync<Exception>(() => RetireAsync(account.Crashing(new Crash(12)), keepOne, second));
        Assert.Contains(await account.Tables.RunsAsync(stop), run => run.Id == first.RunId);
        await RetireAsync(account, keepOne, second);

        Assert.Equal([second.RunId], (await account.Tables.RunsAsync(stop)).Select(run => run.Id));
        Assert.All(await CountAsync(account, first.RunId), table => Assert.Equal(0, table.Value));
        Assert.Equal(whole, await CountAsync(account, second.RunId));
        Assert.Empty(await account.Folders.Marts.ListAsync(first.RunId + "/", stop).ToListAsync(stop));
        Assert.Empty(await account.Lake.Credit.ListAsync(first.RunId + "/", stop).ToListAsync(stop));
        Assert.NotEmpty(await account.Lake.Credit.ListAsync(second.RunId + "/", stop).ToListAsync(stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => account.Tables.RemoveAsync(second.RunId, stop));
    }

    private static Task RetireAsync(ServingAccount account, Pinstitch.Configure.Measurement measurement, ServedNight night) =>
        new RetireRuns(account.Lake, account.Folders, account.Tables, measurement, NullLogger<RetireRuns>.Instance).RunAsync(night.Input, TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyDictionary<string, int>> CountAsync(ServingAccount account, string runId)
    {
        var stop = TestContext.Current.CancellationToken;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var schema in MartTables.All) counts[schema.Name] = await account.Tables.ReadAsync(schema, runId, stop).CountAsync(stop);
        return counts;
    }
}
