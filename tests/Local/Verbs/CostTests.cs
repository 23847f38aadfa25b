using Microsoft.Extensions.Configuration;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Local.Cost;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Verbs;

public sealed class CostTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_of_storage_is_counted_in_the_classes_that_are_billed()
    {
        var configuration = new ConfigurationManager { ["LakeStorage"] = await azurite.AccountAsync() };
        var folder = new BlobFolder(StorageConnection.Blobs(configuration, "LakeStorage").GetBlobContainerClient(AzuriteFixture.Unique("cost")));
        await folder.WriteAsync("first", BinaryData.FromString("made beforehand, with the container"), Stop);
        // Other tests' storage is counted too; what is looked for is at least there.
        using var tally = new StorageTally();
        await folder.WriteAsync("a", BinaryData.FromBytes(new byte[100_000]), Stop);
        await folder.ReadAsync("a", Stop);
        await foreach (var _ in folder.ListAsync(string.Empty, Stop)) break;
        await folder.DeleteAsync("a", Stop);
        var uses = tally.Uses.ToDictionary(use => (use.Service, use.Class));
        Assert.All((string[])["write", "read", "list", "delete"], kind => Assert.True(uses[("blob", kind)].Requests > 0, kind));
        Assert.True(uses[("blob", "write")].Bytes >= 100_000);
        Assert.True(uses[("blob", "read")].Bytes >= 100_000);
    }

    [Fact]
    public async Task The_newest_measured_night_is_the_one_that_is_shown()
    {
        var configuration = new ConfigurationManager { ["LakeStorage"] = await azurite.AccountAsync() };
        var lake = new Lake(StorageConnection.Blobs(configuration, "LakeStorage"));
        Assert.Null(await NightCost.FindAsync(lake, Stop));
        var night = new NightCost(new(2026, 3, 8), "run", 1.5, [new("blob", "write", 20_000, 5_000_000), new("blob", "read", 7, 0), new("table", "write", 10_000, 0)]);
        await (night with { Night = new(2026, 3, 7), Uses = [] }).KeepAsync(lake, Stop);
        await night.KeepAsync(lake, Stop);
        Assert.Equal("blob write 20,000 (5.0 MB), blob read 7, table write 10,000", (await NightCost.FindAsync(lake, Stop))!.ToString());
        Assert.Equal(0.13036m, ListPrices.Night(night.Uses));
        Assert.Equal(2m, ListPrices.Month(100_000_000_000));
    }
}
