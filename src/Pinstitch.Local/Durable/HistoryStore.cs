using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Pinstitch.Local.Durable;

/// <summary>
/// Orchestrations in two tables: one row each in <c>{hub}Instances</c>, and their histories in <c>{hub}History</c>, one
/// partition per execution, one row per entry, in order. An entry is never changed.
/// </summary>
internal sealed class HistoryStore(TableServiceClient tables, PayloadStore payloads, string hub)
{
    private const string InstancePartition = "instance";
    private const int MostPerTransaction = 100;
    private readonly TableClient instances = tables.GetTableClient(hub + "Instances");
    private readonly TableClient histories = tables.GetTableClient(hub + "History");

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await instances.CreateIfNotExistsAsync(cancellation);
        await histories.CreateIfNotExistsAsync(cancellation);
        await payloads.PrepareAsync(cancellation);
    }

    public async Task<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellation)
    {
        var found = await instances.GetEntityIfExistsAsync<TableEntity>(InstancePartition, instanceId, cancellationToken: cancellation);
        return found.HasValue ? await RowAsync(found.Value!, cancellation) : null;
    }

    public IAsyncEnumerable<InstanceRow> ListAsync(string? idPrefix, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(idPrefix)) return QueryAsync(string.Empty, cancellation);
        var after = idPrefix[..^1] + (char)(idPrefix[^1] + 1);
        return QueryAsync(TableClient.CreateQueryFilter($" and RowKey ge {idPrefix} and RowKey lt {after}"), cancellation);
    }

    /// <summary>The orchestrations that are not over.</summary>
    public IAsyncEnumerable<InstanceRow> ListUnfinishedAsync(CancellationToken cancellation) =>
        QueryAsync(string.Concat(InstanceRow.Endings.Select(status => TableClient.CreateQueryFilter($" and Status ne {status.ToString()}"))), cancellation);

    /// <summary>The sub-orchestrations that an orchestration has started.</summary>
    public IAsyncEnumerable<InstanceRow> ListChildrenAsync(string instanceId, CancellationToken cancellation) =>
        QueryAsync(TableClient.CreateQueryFilter($" and ParentId eq {instanceId}"), cancellation);

    private async IAsyncEnumerable<InstanceRow> QueryAsync(string condition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {InstancePartition}") + condition;
        await foreach (var entity in instances.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            yield return await RowAsync(entity, cancellation);
    }

    public async Task SaveAsync(InstanceRow row, CancellationToken cancellation)
    {
        var entity = new TableEntity(InstancePartition, row.InstanceId)
        {
            ["Name"] = row.Name,
            ["ExecutionId"] = row.ExecutionId,
            ["CreatedAt"] = row.CreatedAt,
            ["UpdatedAt"] = row.UpdatedAt,
            ["StartAt"] = row.StartAt,
            ["Status"] = row.Status.ToString(),
            ["ParentId"] = row.ParentId,
            ["ParentName"] = row.ParentName,
            ["ParentExecutionId"] = row.ParentExecutionId,
            ["ParentTaskId"] = row.ParentTaskId,
        };
        await payloads.PutAsync(entity, "Input", row.Input, cancellation);
        await payloads.PutAsync(entity, "Output", row.Output, cancellation);
        await payloads.PutAsync(entity, "CustomStatus", row.CustomStatus, cancellation);
        await payloads.PutAsync(entity, "Failure", row.Failure, cancellation);
        await instances.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }

    public async Task<List<HistoryEvent>> ReadAsync(string executionId, CancellationToken cancellation)
    {
        var events = new List<HistoryEvent>();
        await foreach (var entity in histories.QueryAsync<TableEntity>(row => row.PartitionKey == executionId, cancellationToken: cancellation))
        {
            events.Add(new(
                Enum.Parse<HistoryKind>(entity.GetString("Kind")),
                Utc(entity, "At")!.Value,
                entity.GetInt32("TaskId") ?? -1,
                entity.GetString("Name"),
                await payloads.GetAsync(entity, "Data", cancellation),
                Utc(entity, "FireAt"),
                entity.GetString("InstanceId")));
        }

        return events;
    }

    /// <summary>Adds entries behind the <paramref name="length"/> that are there. Writing the same ones again is harmless.</summary>
    public async Task AppendAsync(string executionId, int length, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        var actions = new List<TableTransactionAction>(events.Count);
        foreach (var (item, index) in events.Select((item, index) => (item, index)))
        {
            var entity = new TableEntity(executionId, (length + index).ToString("D9", CultureInfo.InvariantCulture))
            {
                ["Kind"] = item.Kind.ToString(),
                ["At"] = item.At,
                ["TaskId"] = item.TaskId,
                ["Name"] = item.Name,
                ["FireAt"] = item.FireAt,
                ["InstanceId"] = item.InstanceId,
            };
            await payloads.PutAsync(entity, "Data", item.Data, cancellation);
            actions.Add(new(TableTransactionActionType.UpsertReplace, entity));
        }

        foreach (var batch in Batches(actions)) await histories.SubmitTransactionAsync(batch, cancellation);
    }

    public async Task PurgeAsync(InstanceRow row, CancellationToken cancellation)
    {
        await DeleteHistoryAsync(row.ExecutionId, cancellation);
        await instances.DeleteEntityAsync(InstancePartition, row.InstanceId, ETag.All, cancellation);
    }

    public async Task DeleteHistoryAsync(string executionId, CancellationToken cancellation)
    {
        var actions = new List<TableTransactionAction>();
        await foreach (var entity in histories.QueryAsync<TableEntity>(row => row.PartitionKey == executionId, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
            actions.Add(new(TableTransactionActionType.Delete, entity, ETag.All));
        foreach (var batch in Batches(actions)) await histories.SubmitTransactionAsync(batch, cancellation);
    }

    /// <summary>A transaction holds 100 entities and 4 MB; entries carry at most 64 KiB each in the table.</summary>
    private static IEnumerable<IReadOnlyList<TableTransactionAction>> Batches(List<TableTransactionAction> actions)
    {
        var large = actions.Any(action => (action.Entity as TableEntity)?.GetString("Data")?.Length > 8_000);
        return actions.Chunk(large ? MostPerTransaction / 4 : MostPerTransaction);
    }

    private async Task<InstanceRow> RowAsync(TableEntity entity, CancellationToken cancellation) =>
        new(entity.RowKey, entity.GetString("Name"), entity.GetString("ExecutionId"), Utc(entity, "CreatedAt")!.Value)
        {
            Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")),
            UpdatedAt = Utc(entity, "UpdatedAt")!.Value,
            StartAt = Utc(entity, "StartAt"),
            ParentId = entity.GetString("ParentId"),
            ParentName = entity.GetString("ParentName"),
            ParentExecutionId = entity.GetString("ParentExecutionId"),
            ParentTaskId = entity.GetInt32("ParentTaskId") ?? -1,
            Input = await payloads.GetAsync(entity, "Input", cancellation),
            Output = await payloads.GetAsync(entity, "Output", cancellation),
            CustomStatus = await payloads.GetAsync(entity, "CustomStatus", cancellation),
            Failure = await payloads.GetAsync(entity, "Failure", cancellation),
        };

    private static DateTime? Utc(TableEntity entity, string property) => entity.GetDateTimeOffset(property)?.UtcDateTime;
}
