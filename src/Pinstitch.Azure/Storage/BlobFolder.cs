using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pinstitch.Azure.Storage;

/// <summary>A container, with the few ways in which this product writes: once under a name that says what is in it, block by block at the end, or a small pointer that is swapped.</summary>
public sealed class BlobFolder(BlobContainerClient container)
{
    private int created;

    public string Name => container.Name;

    public Uri Address => container.Uri;

    /// <summary>Writes a blob that never changes. If it is there already, the earlier one stands: its name says that it is the same.</summary>
    /// <returns>Whether it was written now.</returns>
    public async Task<bool> WriteOnceAsync(string name, BinaryData content, CancellationToken cancellation)
    {
        await EnsureAsync(cancellation);
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                content,
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All }, HttpHeaders = Headers(name) },
                cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The same for what is too large for memory.</summary>
    public async Task<bool> StreamOnceAsync(string name, Stream content, CancellationToken cancellation)
    {
        await EnsureAsync(cancellation);
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                content,
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All }, HttpHeaders = Headers(name) },
                cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Opens a blob for reading piece by piece.</summary>
    public Stream Open(string name) => container.GetBlobClient(name).OpenRead(new BlobOpenReadOptions(allowModifications: false));

    /// <summary>Writes a blob whether or not it is there: for what is derived and a repeat makes the same.</summary>
    public async Task WriteAsync(string name, BinaryData content, CancellationToken cancellation)
    {
        await EnsureAsync(cancellation);
        await container.GetBlobClient(name).UploadAsync(content, new BlobUploadOptions { HttpHeaders = Headers(name) }, cancellation);
    }

    /// <summary>
    /// Adds a block to the end of a blob that only grows. Should the answer be lost and the block be sent again, it stands
    /// there twice: what is in it must tell repeats.
    /// </summary>
    /// <returns>False when the blob has all the blocks that one may have (50,000): another one must be begun.</returns>
    public async Task<bool> AppendAsync(string name, BinaryData block, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(block);
        await EnsureAsync(cancellation);
        var blob = container.GetAppendBlobClient(name);
        try
        {
            await blob.AppendBlockAsync(block.ToStream(), cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await blob.CreateIfNotExistsAsync(new AppendBlobCreateOptions { HttpHeaders = Headers(name) }, cancellation);
            await blob.AppendBlockAsync(block.ToStream(), cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlockCountExceedsLimit)
        {
            return false;
        }

        return true;
    }

    /// <exception cref="FileNotFoundException">There is no such blob.</exception>
    public async Task<BinaryData> ReadAsync(string name, CancellationToken cancellation) =>
        await FindAsync(name, cancellation) ?? throw new FileNotFoundException($"There is no blob {container.Name}/{name}.");

    /// <summary>A part of a blob.</summary>
    public async Task<BinaryData> ReadAsync(string name, long offset, long length, CancellationToken cancellation)
    {
        if (length == 0) return BinaryData.Empty;
        var part = await container.GetBlobClient(name).DownloadContentAsync(
            new BlobDownloadOptions { Range = new(offset, length) }, cancellation);
        return part.Value.Content;
    }

    /// <summary>The blob's content; null when there is none.</summary>
    public async Task<BinaryData?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A pointer blob with the mark that a swap needs; null when there is none.</summary>
    public async Task<(BinaryData Content, ETag Mark)?> FindPointerAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var found = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
            return (found.Value.Content, found.Value.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Swaps a pointer if it is still the one that was read.</summary>
    /// <param name="name">The pointer.</param>
    /// <param name="content">What it is to hold.</param>
    /// <param name="read">The mark of the one that was read; null when there was none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False when somebody else swapped it meanwhile.</returns>
    public async Task<bool> SwapAsync(string name, BinaryData content, ETag? read, CancellationToken cancellation)
    {
        await EnsureAsync(cancellation);
        var conditions = read is { } mark ? new BlobRequestConditions { IfMatch = mark } : new() { IfNoneMatch = ETag.All };
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                content, new BlobUploadOptions { Conditions = conditions, HttpHeaders = Headers(name) }, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Leases a small blob, which is made when it is not there: a lock that ends by itself when its holder dies.</summary>
    /// <returns>The lease, given back when it is disposed of; null while somebody else has it.</returns>
    public async Task<IAsyncDisposable?> LeaseAsync(string name, TimeSpan life, CancellationToken cancellation)
    {
        await WriteOnceAsync(name, BinaryData.Empty, cancellation);
        var lease = container.GetBlobClient(name).GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(life, cancellationToken: cancellation);
            return new HeldLease(lease);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }

    /// <summary>Names and lengths of the blobs below a prefix, in order of name.</summary>
    public async IAsyncEnumerable<(string Name, long Length)> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await EnsureAsync(cancellation);
        await foreach (var item in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
            yield return (item.Name, item.Properties.ContentLength ?? 0);
    }

    /// <summary>The same with all that the list says of each.</summary>
    public async IAsyncEnumerable<BlobFacts> FactsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await EnsureAsync(cancellation);
        await foreach (var item in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
            yield return new(item.Name, item.Properties.ContentLength ?? 0, item.Properties.CreatedOn ?? default, item.Properties.ETag ?? default);
    }

    /// <summary>Deletes a blob if it is still as it was listed.</summary>
    /// <returns>False when somebody has written to it meanwhile; it stays then. True also when it is gone already.</returns>
    public async Task<bool> DeleteAsync(BlobFacts blob, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blob);
        try
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, conditions: new() { IfMatch = blob.Mark }, cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Deletes the blobs below a prefix.</summary>
    public async Task DeleteAsync(string prefix, CancellationToken cancellation)
    {
        await foreach (var (name, _) in ListAsync(prefix, cancellation))
            await container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellation);
    }

    private static BlobHttpHeaders Headers(string name) => new()
    {
        ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".json" => "application/json",
            ".gz" => "application/gzip",
            ".parquet" => "application/vnd.apache.parquet",
            _ => "application/octet-stream",
        },
    };

    private async Task EnsureAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref created) == 1) return;
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        Volatile.Write(ref created, 1);
    }

    private sealed class HeldLease(BlobLeaseClient lease) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await lease.ReleaseAsync();
            }
            catch (RequestFailedException)
            {
                // It has run out and may be somebody else's by now; either way it is not ours any more.
            }
        }
    }
}
