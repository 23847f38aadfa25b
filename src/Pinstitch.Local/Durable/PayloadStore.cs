using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Pinstitch.Local.Durable;

/// <summary>
/// Puts text into a table entity, or, where it is longer than a table property may be, into a blob named by its hash.
/// </summary>
internal sealed class PayloadStore(BlobContainerClient container)
{
    /// <summary>A property holds 64 KiB of UTF-16.</summary>
    private const int MostCharacters = 32_000;

    public Task PrepareAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    public async Task PutAsync(TableEntity entity, string property, string? text, CancellationToken cancellation)
    {
        if (text is null) return;
        if (text.Length <= MostCharacters)
        {
            entity[property] = text;
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        try
        {
            await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // The same text is there already.
        }

        entity[property + "Blob"] = name;
    }

    public async Task<string?> GetAsync(TableEntity entity, string property, CancellationToken cancellation)
    {
        if (entity.GetString(property) is { } text) return text;
        if (entity.GetString(property + "Blob") is not { } name) return null;
        var content = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
        return content.Value.Content.ToString();
    }
}
