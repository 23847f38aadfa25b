using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pinstitch.Land;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Looks for traces of somebody in every blob, table and file of a host: in bytes as they are, in what of them is gzip, and in the cells of Parquet files.</summary>
internal sealed class TraceScan
{
    private static readonly byte[] GzipHead = [0x1f, 0x8b, 0x08];

    private readonly List<(string Name, byte[] Bytes)> traces = [];

    /// <param name="texts">What the person is called.</param>
    /// <param name="identifiers">The person's pseudonyms.</param>
    /// <param name="persons">Ids of the person.</param>
    public TraceScan(IEnumerable<string> texts, IEnumerable<Identifier> identifiers, IEnumerable<UInt128> persons)
    {
        traces.AddRange(texts.Select(text => (text, Encoding.UTF8.GetBytes(text))));
        Span<byte> big = stackalloc byte[16];
        Span<byte> small = stackalloc byte[16];
        foreach (var (name, number) in identifiers.Select(identifier => (identifier.ToString(), identifier.Key)).Concat(persons.Select(person => ($"person {person:x32}", person))))
        {
            BinaryPrimitives.WriteUInt128BigEndian(big, number);
            BinaryPrimitives.WriteUInt128LittleEndian(small, number);
            // Indexes have the first half of a key, in either order of its bytes.
            traces.Add((name, big[..8].ToArray()));
            traces.Add((name, small[8..].ToArray()));
            traces.Add((name, Encoding.ASCII.GetBytes(number.ToString("x32", CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>Everything that is found, as place and trace.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string account, string folder, CancellationToken cancellation)
    {
        var found = new List<string>();
        var blobs = new BlobServiceClient(account);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: cancellation))
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync(cancellationToken: cancellation))
            {
                var content = (await blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync(cancellation)).Value.Content.ToArray();
                found.AddRange(Find(content).Append(Name(blob.Name)).OfType<string>().Select(trace => $"{container.Name}/{blob.Name}: {trace}"));
            }
        }

        var tables = new TableServiceClient(account);
        await foreach (var table in tables.QueryAsync(cancellationToken: cancellation))
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellation))
            {
                var bytes = row.SelectMany(cell => cell.Value is byte[] binary ? binary : Encoding.UTF8.GetBytes(Convert.ToString(cell.Value, CultureInfo.InvariantCulture) + "\n")).ToArray();
                found.AddRange(Find(bytes).Select(trace => $"{table.Name}/{row.PartitionKey}/{row.RowKey}: {trace}"));
            }
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "host.lock"))
        {
            // The hub has its logs open.
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellation);
            found.AddRange(Find(content).Select(trace => $"{file}: {trace}"));
        }

        return found;
    }

    private string? Name(string text) => traces.Find(trace => text.Contains(trace.Name, StringComparison.OrdinalIgnoreCase)).Name;

    private IEnumerable<string> Find(byte[] content)
    {
        var parts = new List<byte[]> { content };
        if (content.Length > 8 && content.AsSpan(0, 4).SequenceEqual("PAR1"u8)) parts.Add(Cells(content));
        for (var at = 0; at + 3 < content.Length; at++)
        {
            var head = content.AsSpan(at).IndexOf(GzipHead);
            if (head < 0) break;
            at += head;
            parts.Add(Unpack(content, at));
        }

        return parts.SelectMany(part => traces.Where(trace => part.AsSpan().IndexOf(trace.Bytes) >= 0)).Select(trace => trace.Name).Distinct();
    }

    private static byte[] Unpack(byte[] content, int at)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var zip = new GZipStream(new MemoryStream(content, at, content.Length - at), CompressionMode.Decompress);
            zip.CopyTo(unpacked);
        }
        catch (InvalidDataException)
        {
            // The three bytes stood there by chance, or something else follows.
        }

        return unpacked.ToArray();
    }

    private static byte[] Cells(byte[] content) =>
        Encoding.UTF8.GetBytes(string.Join('\n', TwinReader.Read(content).SelectMany(row => row.Values).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
}
