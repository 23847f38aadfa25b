using Pinstitch.Local.Hosting;
using Pinstitch.Tests.Local.Durable;

namespace Pinstitch.Tests.Local.Hosting;

public sealed class HostLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-lock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_and_told_which_process_has_it()
    {
        var (data, clock) = (HostFolder.Choose(folder), new TestClock(TestEngine.Start, inHaste: true));
        using var first = new HostLock(data, clock);
        await first.StartAsync(TestContext.Current.CancellationToken);
        using var second = new HostLock(data, clock);
        var refused = await Assert.ThrowsAsync<HostStartException>(() => second.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"Another host (process {Environment.ProcessId}) is using {folder}. Stop it, or give this one a folder of its own with --data.", refused.Message);
        // It waited for one that might just be going down.
        Assert.InRange(clock.GetUtcNow() - TestEngine.Start, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task A_host_that_has_stopped_leaves_the_folder_to_the_next()
    {
        var data = HostFolder.Choose(folder);
        for (var hosts = 0; hosts < 2; hosts++)
        {
            using var host = new HostLock(data, TimeProvider.System);
            await host.StartAsync(TestContext.Current.CancellationToken);
            await host.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void Clearing_removes_what_runs_have_left_and_nothing_else()
    {
        var data = HostFolder.Choose(folder);
        foreach (var kept in new[] { "azurite/a.json", "hub/events/0", "mail/1.eml", "output/dashboard.html", "keys.json", "demo.json", "mine/notes.txt" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, kept))!);
            File.WriteAllText(Path.Combine(folder, kept), "x");
        }

        data.Clear();
        Assert.Equal([Path.Combine(folder, "mine", "notes.txt")], Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }
}
