using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Pinstitch.Local.Hosting;

/// <summary>The host's own storage account: checkpoints, timers, orchestrations.</summary>
internal sealed class HostStorage(string connection)
{
    public BlobServiceClient Blobs { get; } = new(connection);

    public TableServiceClient Tables { get; } = new(connection);
}
