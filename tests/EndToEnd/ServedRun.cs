using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Tabular;
using Pinstitch.Serve;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>All that a run serves, as it is stored: rows of Table Storage and Parquet files.</summary>
internal sealed class ServedRun
{
    private ServedRun(string runId, IReadOnlyDictionary<string, IReadOnlyList<TableEntity>> tables, IReadOnlyDictionary<string, byte[]> twins)
    {
        RunId = runId;
        Tables = tables;
        Twins = twins;
    }

    /// <summary>The row types of all served tables.</summary>
    public static IReadOnlyList<MartSchema> Schemas { get; } =
    [
        .. typeof(MartRow).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(MartRow)) && type.IsDefined(typeof(MartTableAttribute), false))
            .Select(MartSchema.Of)
            .OrderBy(schema => schema.Name, StringComparer.Ordinal),
    ];

    public string RunId { get; }

    /// <summary>By the schema's name, in the order in which storage gives them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TableEntity>> Tables { get; }

    /// <summary>By blob name below the run's folder.</summary>
    public IReadOnlyDictionary<string, byte[]> Twins { get; }

    public static async Task<ServedRun> ReadAsync(BlobServiceClient blobs, TableServiceClient tables)
    {
        var stop = TestContext.Current.CancellationToken;
        var serving = new ServingTables(tables);
        var runId = await serving.PublishedAsync(stop) ?? throw new InvalidOperationException("No run is published.");
        var rows = new Dictionary<string, IReadOnlyList<TableEntity>>();
        foreach (var schema in Schemas) rows[schema.Name] = await serving.ReadAsync(schema, runId, stop).ToListAsync(stop);
        var twins = new Dictionary<string, byte[]>();
        var marts = blobs.GetBlobContainerClient("marts");
        await foreach (var blob in marts.GetBlobsAsync(new() { Prefix = $"{runId}/" }, stop))
            twins[blob.Name[(runId.Length + 1)..]] = (await marts.GetBlobClient(blob.Name).DownloadContentAsync(stop)).Value.Content.ToArray();
        return new(runId, rows, twins);
    }

    /// <summary>The rows of a table, each by column name; missing values are null.</summary>
    public IEnumerable<IReadOnlyDictionary<string, object?>> Rows(string table, bool fromTwins = false)
    {
        if (fromTwins) return TwinRows(table);
        var columns = Schemas.Single(schema => schema.Name == table).Columns;
        return Tables[table].Select(row => (IReadOnlyDictionary<string, object?>)columns.ToDictionary(column => column.Name, column => row.TryGetValue(column.Name, out var value) ? value : null));
    }

    /// <summary>The same from the table's Parquet twin.</summary>
    public IEnumerable<IReadOnlyDictionary<string, object?>> TwinRows(string table) => TwinReader.Read(Twins[$"{table}.parquet"]);

    /// <summary>Everything in one text, the bytes of files as hashes: two runs serve the same exactly when these are equal.</summary>
    public string Describe()
    {
        var lines = new List<string> { RunId };
        foreach (var (table, rows) in Tables.OrderBy(table => table.Key, StringComparer.Ordinal))
            lines.AddRange(rows.Select(row => $"{table} {row.PartitionKey} {row.RowKey} {Properties(row)}"));
        lines.AddRange(Twins
            .OrderBy(twin => twin.Key, StringComparer.Ordinal)
            .Select(twin => $"{twin.Key} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(twin.Value))}"));
        return string.Join('\n', lines);
    }

    private static string Properties(TableEntity row) => JsonSerializer.Serialize(row
        .Where(property => property.Key is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp"))
        .OrderBy(property => property.Key, StringComparer.Ordinal)
        .Select(property => $"{property.Key}={property.Value.GetType().Name}:{Convert.ToString(property.Value, CultureInfo.InvariantCulture)}"));
}
