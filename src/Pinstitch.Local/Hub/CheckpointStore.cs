using System.Globalization;
using Azure;
using Azure.Storage.Blobs;

namespace Pinstitch.Local.Hub;

/// <summary>
/// How far a consumer group has got in each partition, in the layout that the public Event Hubs checkpoint stores use:
/// an empty blob <c>{namespace}/{hub}/{group}/checkpoint/{partition}</c> with metadata <c>sequencenumber</c> and <c>offset</c>.
/// </summary>
internal sealed class CheckpointStore(BlobContainerClient container, string hub, string consumerGroup)
{
    public const string Container = "azure-webjobs-eventhub";

    public string ConsumerGroup => consumerGroup;

    /// <summary>The sequence number of the last event that was dealt with; -1 before the first.</summary>
    public async Task<long> ReadAsync(int partition, CancellationToken cancellation)
    {
        try
        {
            var properties = await Blob(partition).GetPropertiesAsync(cancellationToken: cancellation);
            return long.Parse(properties.Value.Metadata["sequencenumber"], CultureInfo.InvariantCulture);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return -1;
        }
    }

    public async Task WriteAsync(int partition, long sequence, string offset, CancellationToken cancellation)
    {
        var metadata = new Dictionary<string, string>
        {
            ["sequencenumber"] = sequence.ToString(CultureInfo.InvariantCulture),
            ["offset"] = offset,
        };
        await Blob(partition).UploadAsync(
            BinaryData.Empty,
            new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = metadata },
            cancellation);
    }

    private BlobClient Blob(int partition) => container.GetBlobClient(
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1/{hub}/{consumerGroup}/checkpoint/{partition}").ToLowerInvariant());
}
