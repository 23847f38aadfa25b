using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pinstitch.Lab.Shop;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Three demos of small shops, run once for all tests: two with the same seed and one with another.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private const ulong Seed = 11;
    private const ulong OtherSeed = 12;
    private const int People = 250;
    private const int Days = 28;

    private readonly List<DemoFolder> folders = [];

    /// <summary>The shop of the first two demos.</summary>
    internal ShopWorld World { get; } = ShopWorld.Make(ShopPlan.Demo with { Seed = Seed, People = People, Days = Days });

    /// <summary>Ran with <c>--json</c>.</summary>
    internal DemoExit First { get; private set; } = null!;

    /// <summary>Ran without, as a person would.</summary>
    internal DemoExit Second { get; private set; } = null!;

    /// <summary>How long the three took, side by side.</summary>
    internal double Seconds { get; private set; }

    internal DemoExit Other { get; private set; } = null!;

    internal ServedRun FirstServed { get; private set; } = null!;

    internal ServedRun SecondServed { get; private set; } = null!;

    internal ServedRun OtherServed { get; private set; } = null!;

    /// <summary>The first demo's storage.</summary>
    internal BlobServiceClient Blobs { get; private set; } = null!;

    internal TableServiceClient Tables { get; private set; } = null!;

    internal string Folder => folders[0].Path;

    /// <summary>What the first demo said of itself.</summary>
    internal JsonElement Result => JsonDocument.Parse(First.Output).RootElement;

    /// <summary>What the first demo was started with, for another folder.</summary>
    internal static string[] ArgumentsOfFirst(string folder) => Arguments(folder, Seed, People, Days);

    private static string[] Arguments(string folder, ulong seed, int people, int days) =>
    [
        "--once", "--port", "0", "--data", folder,
        "--seed", seed.ToString(CultureInfo.InvariantCulture),
        "--people", people.ToString(CultureInfo.InvariantCulture),
        "--days", days.ToString(CultureInfo.InvariantCulture),
    ];

    public async ValueTask InitializeAsync()
    {
        for (var demo = 0; demo < 3; demo++) folders.Add(new());
        var watch = Stopwatch.StartNew();
        var exits = await Task.WhenAll(
            RunAsync([.. ArgumentsOfFirst(folders[0].Path), "--json"]),
            RunAsync(ArgumentsOfFirst(folders[1].Path)),
            RunAsync(Arguments(folders[2].Path, OtherSeed, 150, 14)));
        (First, Second, Other) = (exits[0], exits[1], exits[2]);
        Seconds = watch.Elapsed.TotalSeconds;
        if (exits.Any(exit => exit.Code != 0)) return;
        (Blobs, Tables) = await folders[0].OpenAsync();
        FirstServed = await ServedRun.ReadAsync(Blobs, Tables);
        SecondServed = await ReadAsync(folders[1]);
        OtherServed = await ReadAsync(folders[2]);
    }

    /// <summary>All blobs of the first demo, or those of one container.</summary>
    internal async IAsyncEnumerable<DemoBlob> BlobsAsync(string? only = null)
    {
        var stop = TestContext.Current.CancellationToken;
        await foreach (var container in Blobs.GetBlobContainersAsync(cancellationToken: stop))
        {
            if (only is not null && container.Name != only) continue;
            var client = Blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: stop))
                yield return new(blob.Name, (await client.GetBlobClient(blob.Name).DownloadContentAsync(stop)).Value.Content.ToArray());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var folder in folders) await folder.DisposeAsync();
    }

    private static async Task<DemoExit> RunAsync(IEnumerable<string> arguments)
    {
        using var demo = DemoProcess.Start(arguments);
        return await demo.WaitAsync();
    }

    private static async Task<ServedRun> ReadAsync(DemoFolder folder)
    {
        var (blobs, tables) = await folder.OpenAsync();
        return await ServedRun.ReadAsync(blobs, tables);
    }
}
