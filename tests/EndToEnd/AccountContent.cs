using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>All blobs and rows of a storage account at one moment; they can be put back as often as wanted.</summary>
internal sealed class AccountContent
{
    private readonly string account;

    private AccountContent(string account) => this.account = account;

    /// <summary>By container and name.</summary>
    public SortedDictionary<(string Container, string Name), (byte[] Content, BlobType Type, ETag Mark)> Blobs { get; } = [];

    /// <summary>By table and keys.</summary>
    public SortedDictionary<(string Table, string Partition, string Row), TableEntity> Rows { get; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="account">Connection string.</param>
    /// <param name="known">An earlier moment: what has not been written since is not read again.</param>
    public static async Task<AccountContent> ReadAsync(string account, AccountContent? known = null)
    {
        var now = new AccountContent(account);
        var blobs = new BlobServiceClient(account);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: Stop))
        {
            var folder = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in folder.GetBlobsAsync(cancellationToken: Stop))
            {
                var (key, mark) = ((container.Name, blob.Name), blob.Properties.ETag!.Value);
                now.Blobs[key] = known is not null && known.Blobs.TryGetValue(key, out var old) && old.Mark == mark
                    ? old
                    : ((await folder.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content.ToArray(), blob.Properties.BlobType!.Value, mark);
            }
        }

        var tables = new TableServiceClient(account);
        await foreach (var table in tables.QueryAsync(cancellationToken: Stop))
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Stop)) now.Rows[(table.Name, row.PartitionKey, row.RowKey)] = row;
        }

        return now;
    }

    /// <summary>Makes the account what it was. A blob that is written again has another birth: whoever knows it by that must be told.</summary>
    public async Task RestoreAsync()
    {
        var now = await ReadAsync(account, this);
        var blobs = new BlobServiceClient(account);
        foreach (var (container, name) in now.Blobs.Keys.Except(Blobs.Keys)) await blobs.GetBlobContainerClient(container).DeleteBlobAsync(name, cancellationToken: Stop);
        foreach (var (key, (content, type, mark)) in Blobs.ToList())
        {
            if (now.Blobs.TryGetValue(key, out var there) && there.Mark == mark) continue;
            var folder = blobs.GetBlobContainerClient(key.Container);
            if (type == BlobType.Append)
            {
                await folder.GetAppendBlobClient(key.Name).CreateAsync(cancellationToken: Stop);
                Blobs[key] = (content, type, (await folder.GetAppendBlobClient(key.Name).AppendBlockAsync(new MemoryStream(content), cancellationToken: Stop)).Value.ETag);
            }
            else
            {
                Blobs[key] = (content, type, (await folder.GetBlobClient(key.Name).UploadAsync(new BinaryData(content), overwrite: true, Stop)).Value.ETag);
            }
        }

        var tables = new TableServiceClient(account);
        foreach (var (table, partition, row) in now.Rows.Keys.Except(Rows.Keys)) await tables.GetTableClient(table).DeleteEntityAsync(partition, row, cancellationToken: Stop);
        foreach (var (key, row) in Rows)
        {
            if (now.Rows.TryGetValue(key, out var there) && there.ETag == row.ETag) continue;
            var written = await tables.GetTableClient(key.Table).UpsertEntityAsync(row, TableUpdateMode.Replace, Stop);
            row.ETag = new(written.Headers.ETag!.Value.ToString());
        }
    }

    /// <summary>What a row says, without what storage itself adds.</summary>
    public static string Text(TableEntity row) => string.Join(' ', row
        .Where(cell => cell.Key is not ("odata.etag" or "Timestamp"))
        .OrderBy(cell => cell.Key, StringComparer.Ordinal)
        .Select(cell => $"{cell.Key}={(cell.Value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(cell.Value, CultureInfo.InvariantCulture))}"));
}
