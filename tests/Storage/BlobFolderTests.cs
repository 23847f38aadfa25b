using Pinstitch.Azure.Storage;

namespace Pinstitch.Tests.Storage;

public sealed class BlobFolderTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_is_written_once_keeps_its_first_bytes()
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = new BlobFolder((await azurite.BlobsAsync()).GetBlobContainerClient(AzuriteFixture.Unique("once")));
        await folder.WriteOnceAsync("a/b.txt", BinaryData.FromString("first"), stop);
        await folder.WriteOnceAsync("a/b.txt", BinaryData.FromString("second"), stop);
        Assert.Equal("first", (await folder.ReadAsync("a/b.txt", stop)).ToString());
    }
}
