using Azure.Storage.Blobs;

namespace Pinstitch.Azure.Storage;

/// <summary>The lake account: everything that is received or derived, one container a kind (docs/storage.md).</summary>
public sealed class Lake(BlobServiceClient blobs)
{
    /// <summary>Reports exactly as the platforms sent them.</summary>
    public BlobFolder Raw { get; } = new(blobs.GetBlobContainerClient("raw"));

    /// <summary>Reports in normal form, with a pointer per day.</summary>
    public BlobFolder Reports { get; } = new(blobs.GetBlobContainerClient("reports"));

    /// <summary>Landed events.</summary>
    public BlobFolder Events { get; } = new(blobs.GetBlobContainerClient("events"));

    /// <summary>What could not be landed.</summary>
    public BlobFolder Rejected { get; } = new(blobs.GetBlobContainerClient("rejected"));

    /// <summary>Persons and the evidence for them.</summary>
    public BlobFolder Identity { get; } = new(blobs.GetBlobContainerClient("identity"));

    /// <summary>Touches and orders by person.</summary>
    public BlobFolder Journeys { get; } = new(blobs.GetBlobContainerClient("journeys"));

    /// <summary>Credit, by run.</summary>
    public BlobFolder Credit { get; } = new(blobs.GetBlobContainerClient("credit"));

    /// <summary>What nightly runs planned, counted and handed from step to step.</summary>
    public BlobFolder Runs { get; } = new(blobs.GetBlobContainerClient("runs"));
}
