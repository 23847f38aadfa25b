using Azure;
using Azure.Storage.Blobs;

namespace Pinstitch.Local.Timers;

/// <summary>When each timer ran last, in the blobs that the Functions host keeps for that.</summary>
internal sealed class TimerStatusStore(BlobServiceClient storage)
{
    private readonly BlobContainerClient container = storage.GetBlobContainerClient("azure-webjobs-hosts");

    public Task PrepareAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    public async Task<ScheduleStatus?> ReadAsync(string function, CancellationToken cancellation)
    {
        try
        {
            var content = await Blob(function).DownloadContentAsync(cancellation);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public Task WriteAsync(string function, ScheduleStatus status, CancellationToken cancellation) =>
        Blob(function).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellation);

    private BlobClient Blob(string function) => container.GetBlobClient($"timers/pinstitch/{function}/status");
}
