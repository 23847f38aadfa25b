using Azure.Storage.Blobs;

namespace Pinstitch.Azure.Storage;

/// <summary>The blobs of the serving account: what people and BI tools read, free of personal data.</summary>
public sealed class ServingFolders(BlobServiceClient blobs)
{
    /// <summary>Parquet twins of the served tables, by run.</summary>
    public BlobFolder Marts { get; } = new(blobs.GetBlobContainerClient("marts"));

    /// <summary>The dashboard page.</summary>
    public BlobFolder Dashboard { get; } = new(blobs.GetBlobContainerClient("dashboard"));
}
