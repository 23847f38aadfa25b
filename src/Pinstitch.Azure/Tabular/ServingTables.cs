using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Pinstitch.Serve;

namespace Pinstitch.Azure.Tabular;

/// <summary>
/// The served tables in Table Storage. A run writes its rows under partitions that begin with its id, beside those of the
/// run before; readers learn from the pointer in <c>servedrun</c> which run counts. So a run is published by one write,
/// and taken back by one.
/// </summary>
/// <remarks>
/// Table Storage has no decimal and no date: money is a Double, with the exact Int64 of minor units or micros beside it,
/// and days are text, yyyy-MM-dd, which sorts and joins. Every property is written, since a missing one is a missing
/// column in Power BI: where there is no number it is not written as zero but left out of that row only.
/// </remarks>
public sealed class ServingTables(TableServiceClient tables)
{
    /// <summary>The table with the pointer: partition <c>published</c>, row <c>current</c>, property <c>run_id</c>.</summary>
    public const string PointerTable = "servedrun";

    private const int MostPerTransaction = 100;
    private const int Parallel = 6;
    private const string PointerPartition = "published";
    private const string PointerRow = "current";
    private const string RunsPartition = "run";

    /// <summary>Notes that a run begins to be served, so that it can be found and removed whatever becomes of it. The first note stands.</summary>
    public async Task RegisterAsync(string runId, DateOnly night, CancellationToken cancellation)
    {
        var runs = tables.GetTableClient(PointerTable);
        await runs.CreateIfNotExistsAsync(cancellation);
        var entity = new TableEntity(RunsPartition, runId) { ["night"] = night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        try
        {
            await runs.AddEntityAsync(entity, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // It is known already: an earlier try of the same run.
        }
    }

    /// <summary>The runs that have tables.</summary>
    public async Task<IReadOnlyList<ServedRun>> RunsAsync(CancellationToken cancellation)
    {
        var runs = new List<ServedRun>();
        try
        {
            await foreach (var entity in tables.GetTableClient(PointerTable).QueryAsync<TableEntity>(row => row.PartitionKey == RunsPartition, cancellationToken: cancellation))
                runs.Add(new(entity.RowKey, DateOnly.ParseExact(entity.GetString("night"), "yyyy-MM-dd", CultureInfo.InvariantCulture), entity.Timestamp ?? default));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nothing has been served yet.
        }

        return runs;
    }

    /// <summary>Removes a run's rows from every table, and its note last, so that what a crash leaves behind is found again.</summary>
    /// <exception cref="InvalidOperationException">Readers see the run.</exception>
    public async Task RemoveAsync(string runId, CancellationToken cancellation)
    {
        if (await PublishedAsync(cancellation) == runId) throw new InvalidOperationException($"Run {runId} is published; its tables cannot be removed.");
        foreach (var schema in MartTables.All)
        {
            try
            {
                await RemoveRowsAsync(schema, runId, cancellation);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // No run has had this table yet.
            }
        }

        await tables.GetTableClient(PointerTable).DeleteEntityAsync(RunsPartition, runId, cancellationToken: cancellation);
    }

    /// <summary>Puts other names in the place of some, in a run's rows of all tables: as a value, and within keys.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="names">What is to stand for what.</param>
    /// <param name="cancellation">Gives up; a repeat finishes it.</param>
    /// <returns>How many rows were changed.</returns>
    public async Task<int> RenameAsync(string runId, IReadOnlyDictionary<string, string> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        var count = 0;
        foreach (var schema in MartTables.All)
        {
            var table = tables.GetTableClient(schema.TableName);
            var rows = new List<TableEntity>();
            try
            {
                await foreach (var row in ReadAsync(schema, runId, cancellation)) rows.Add(row);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // No run has had this table yet.
            }

            foreach (var row in rows)
            {
                if (Renamed(row, names) is not { } next) continue;
                // The new row first: a crash between the two leaves one row too many, which a repeat takes away.
                await table.UpsertEntityAsync(next, TableUpdateMode.Replace, cancellation);
                if (next.RowKey != row.RowKey) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
                count++;
            }
        }

        return count;
    }

    /// <summary>Writes a run's rows of one table. Repeating it changes nothing.</summary>
    public async Task WriteAsync<T>(string runId, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : MartRow
    {
        ArgumentNullException.ThrowIfNull(rows);
        var schema = MartSchema.Of<T>();
        var table = tables.GetTableClient(schema.TableName);
        await table.CreateIfNotExistsAsync(cancellation);
        var batches = rows
            .GroupBy(row => row.Partition, StringComparer.Ordinal)
            .SelectMany(partition => partition.Chunk(MostPerTransaction));
        await System.Threading.Tasks.Parallel.ForEachAsync(
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (batch, stop) => await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Entity(schema, runId, row))), stop));
    }

    /// <summary>Makes a run the one that readers see.</summary>
    public async Task PublishAsync(string runId, DateOnly night, CancellationToken cancellation)
    {
        var pointer = tables.GetTableClient(PointerTable);
        await pointer.CreateIfNotExistsAsync(cancellation);
        var entity = new TableEntity(PointerPartition, PointerRow)
        {
            ["run_id"] = runId,
            ["night"] = night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        await pointer.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>The run that readers see; null before the first.</summary>
    public async Task<string?> PublishedAsync(CancellationToken cancellation)
    {
        try
        {
            var found = await tables.GetTableClient(PointerTable)
                .GetEntityIfExistsAsync<TableEntity>(PointerPartition, PointerRow, cancellationToken: cancellation);
            return found.HasValue ? found.Value!.GetString("run_id") : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A run's rows of a table as they are stored, in order of partition and key.</summary>
    public async IAsyncEnumerable<TableEntity> ReadAsync(MartSchema schema, string runId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var after = runId + "~";
        var table = tables.GetTableClient(schema.TableName);
        await foreach (var entity in table.QueryAsync<TableEntity>(
            row => row.PartitionKey.CompareTo(runId) >= 0 && row.PartitionKey.CompareTo(after) < 0, cancellationToken: cancellation))
            yield return entity;
    }

    private async Task RemoveRowsAsync(MartSchema schema, string runId, CancellationToken cancellation)
    {
        var table = tables.GetTableClient(schema.TableName);
        var keys = new List<TableEntity>();
        await foreach (var entity in ReadAsync(schema, runId, cancellation)) keys.Add(new(entity.PartitionKey, entity.RowKey));
        await System.Threading.Tasks.Parallel.ForEachAsync(
            keys.GroupBy(key => key.PartitionKey, StringComparer.Ordinal).SelectMany(partition => partition.Chunk(MostPerTransaction)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (batch, stop) => await table.SubmitTransactionAsync(batch.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, key, ETag.All)), stop));
    }

    /// <summary>The row with other names; null when it has none of them.</summary>
    private static TableEntity? Renamed(TableEntity row, IReadOnlyDictionary<string, string> names)
    {
        string Name(string text) => names.GetValueOrDefault(text, text);
        var next = new TableEntity(row.PartitionKey, string.Join('|', row.RowKey.Split('|').Select(Name)));
        var isChanged = next.RowKey != row.RowKey;
        foreach (var (column, value) in row)
        {
            if (column is "odata.etag" or "PartitionKey" or "RowKey" or "Timestamp") continue;
            next[column] = value is string text ? Name(text) : value;
            isChanged |= value is string before && names.ContainsKey(before);
        }

        return isChanged ? next : null;
    }

    private static TableEntity Entity(MartSchema schema, string runId, MartRow row)
    {
        var entity = new TableEntity($"{runId}|{row.Partition}", row.Key);
        foreach (var column in schema.Columns)
        {
            if (Property(column.Read(row)) is { } value) entity[column.Name] = value;
        }

        return entity;
    }

    private static object? Property(object? value) => value switch
    {
        decimal amount => (double)amount,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
