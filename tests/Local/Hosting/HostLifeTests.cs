using Azure.Storage.Blobs;
using Pinstitch.Lab.Shop;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;
using System.Text.Json;

namespace Pinstitch.Tests.Local.Hosting;

/// <summary>How a host ends and what the next one makes of that: the built program with its own Azurite.</summary>
[Trait("Category", "EndToEnd")]
public sealed class HostLifeTests : IDisposable
{
    private const string Serving = "Pinstitch serves on";
    private const ulong Seed = 31;

    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-life-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_killed_host_leaves_its_storage_to_the_next_one_which_stops_it_in_the_end()
    {
        using (var killed = HostProcess.Start(["serve", "--port", "0", "--data", folder]))
        {
            Assert.NotNull(await killed.LineAsync(Serving));
            var notes = new BlobServiceClient(Azurite.ConnectionString).GetBlobContainerClient("notes");
            await notes.CreateAsync(cancellationToken: Stop);
            await notes.UploadBlobAsync("kept", BinaryData.FromString("before the kill"), Stop);
            killed.Kill();
            await killed.ExitAsync();
        }

        var orphan = Azurite;
        Assert.True(orphan.IsRunning);
        using var next = HostProcess.Start(["serve", "--port", "0", "--data", folder]);
        Assert.True(await next.LineAsync(Serving) is not null, next.Errors);
        Assert.DoesNotContain("Starting Azurite", next.Output, StringComparison.Ordinal);
        Assert.Equal(orphan, Azurite);
        var kept = new BlobServiceClient(Azurite.ConnectionString).GetBlobContainerClient("notes").GetBlobClient("kept");
        Assert.Equal("before the kill", (await kept.DownloadContentAsync(Stop)).Value.Content.ToString());
        await next.InterruptAsync();
        Assert.Equal((0, string.Empty), (await next.ExitAsync(), next.Errors));
        Assert.False(orphan.Lives);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_demo_in_whatever_step_it_is_and_the_next_start_goes_on_from_there()
    {
        foreach (var step in new[] { "Starting Azurite", "Loading events", "Landing …", "Nightly run …", "Weekly digest …" })
        {
            using var demo = HostProcess.Start(Demo(Seed));
            Assert.True(await demo.LineAsync(step) is not null, $"{step}: {demo.Output} {demo.Errors}");
            await demo.InterruptAsync();
            var code = await demo.ExitAsync();
            // What is quickly done may be done before the signal comes.
            if (demo.Output.Contains("received =", StringComparison.Ordinal)) break;
            Assert.True((code, demo.Errors) == (130, string.Empty), $"{step}: {code} {demo.Output} {demo.Errors}");
            Assert.False(AzuriteState.Load(HostFolder.Choose(folder)) is { Lives: true }, $"{step}: Azurite was left behind");
        }

        using var last = HostProcess.Start([.. Demo(Seed), "--once", "--json"]);
        Assert.Equal((0, string.Empty), (await last.ExitAsync(), last.Errors));
        // What was on its way at an interruption is sent again: at least once, and the second copies are known as such.
        Assert.True(Received(last) >= Messages(Seed));
        var counts = JsonDocument.Parse(last.Output).RootElement.GetProperty("counts");
        Assert.Equal(Received(last), counts.GetProperty("landed").GetInt64() + counts.GetProperty("rejected").GetInt64() + counts.GetProperty("duplicates").GetInt64());
        Assert.False(Azurite.Lives);
    }

    [Fact]
    public async Task A_fresh_demo_knows_nothing_of_the_one_before()
    {
        using (var before = HostProcess.Start(Demo(Seed)))
        {
            Assert.True(await before.LineAsync("Landing …") is not null, before.Errors);
            before.Kill();
            await before.ExitAsync();
        }

        using var fresh = HostProcess.Start([.. Demo(Seed + 1), "--once", "--json", "--fresh"]);
        Assert.Equal((0, string.Empty), (await fresh.ExitAsync(), fresh.Errors));
        Assert.Equal(Messages(Seed + 1), Received(fresh));
    }

    [Fact]
    public async Task A_demo_that_serves_ends_well_at_Ctrl_C()
    {
        using var demo = HostProcess.Start(Demo(Seed));
        Assert.True(await demo.LineAsync("Serving until Ctrl-C") is not null, demo.Errors);
        await demo.InterruptAsync();
        Assert.Equal((0, string.Empty), (await demo.ExitAsync(), demo.Errors));
        Assert.False(Azurite.Lives);
    }

    private AzuriteState Azurite => AzuriteState.Load(HostFolder.Choose(folder))!;

    private string[] Demo(ulong seed) => ["demo", "--port", "0", "--data", folder, "--people", "100", "--days", "14", "--seed", $"{seed}"];

    private static long Received(HostProcess demo) => JsonDocument.Parse(demo.Output).RootElement.GetProperty("counts").GetProperty("received").GetInt64();

    private static int Messages(ulong seed) => ShopWorld.Make(ShopPlan.Demo with { People = 100, Days = 14, Seed = seed }).Messages.Count;
}
