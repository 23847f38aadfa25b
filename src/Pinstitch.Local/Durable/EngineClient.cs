namespace Pinstitch.Local.Durable;

/// <summary>The <see cref="DurableTaskClient"/> of the embedded host.</summary>
internal sealed class EngineClient(OrchestrationEngine engine, TimeProvider time) : DurableTaskClient("pinstitch")
{
    private static readonly char[] Forbidden = ['/', '\\', '#', '?'];

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var id = options?.InstanceId ?? engine.NewExecutionId();
        if (id.Length is 0 or > 100 || id[0] == '@' || id.IndexOfAny(Forbidden) >= 0 || id.Any(char.IsControl))
            throw new ArgumentException($"'{id}' is no instance id: 1 to 100 characters, not starting with @, without / \\ # ? and control characters.", nameof(options));
        var row = new InstanceRow(id, orchestratorName.Name, engine.NewExecutionId(), Now())
        {
            Input = DurableJson.Write(input, $"The input of orchestration '{orchestratorName}'"),
            StartAt = options?.StartAt?.UtcDateTime,
        };
        return await engine.CreateAsync(row, cancellation)
            ? id
            : throw new InvalidOperationException($"An orchestration with the id '{id}' is running already.");
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new(HistoryKind.EventRaised, Now(), Name: eventName, Data: DurableJson.Write(eventPayload, $"The event '{eventName}'")));

    public override async Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        await TellAsync(instanceId, new(HistoryKind.Terminated, Now(), Data: DurableJson.Write(options?.Output, "The output")));
        if (options is not { Recursive: true }) return;
        await foreach (var child in engine.Store.ListChildrenAsync(instanceId, cancellation))
        {
            if (!child.IsOver) await TerminateInstanceAsync(child.InstanceId, options, cancellation);
        }
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new(HistoryKind.Suspended, Now(), Data: DurableJson.Write(reason, "The reason")));

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new(HistoryKind.Resumed, Now(), Data: DurableJson.Write(reason, "The reason")));

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        (await engine.Store.FindAsync(instanceId, cancellation))?.ToMetadata(getInputsAndOutputs);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            var end = engine.EndOf(instanceId);
            var row = await engine.Store.FindAsync(instanceId, cancellation)
                ?? throw new InvalidOperationException($"There is no orchestration '{instanceId}'.");
            if (row.IsOver)
            {
                engine.ReleaseWaiters(instanceId);
                return row.ToMetadata(getInputsAndOutputs);
            }

            await end.WaitAsync(cancellation);
        }
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new Listing(engine.Store, filter ?? new());

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var row = await engine.Store.FindAsync(instanceId, cancellation);
        if (row is not { IsOver: true }) return new(0);
        var purged = 1;
        if (options is { Recursive: true })
        {
            await foreach (var child in engine.Store.ListChildrenAsync(instanceId, cancellation))
                purged += (await PurgeInstanceAsync(child.InstanceId, options, cancellation)).PurgedInstanceCount;
        }

        await engine.Store.PurgeAsync(row, cancellation);
        return new(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task TellAsync(string instanceId, HistoryEvent happened)
    {
        if (!await engine.TellAsync(instanceId, happened))
            throw new InvalidOperationException($"There is no running orchestration '{instanceId}'.");
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private sealed class Listing(HistoryStore store, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerator<OrchestrationMetadata> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            var statuses = query.Statuses?.ToHashSet();
            await foreach (var row in store.ListAsync(query.InstanceIdPrefix, cancellationToken))
            {
                if (statuses is not null && !statuses.Contains(row.Status)) continue;
                if (row.CreatedAt < query.CreatedFrom?.UtcDateTime || row.CreatedAt > query.CreatedTo?.UtcDateTime) continue;
                yield return row.ToMetadata(query.FetchInputsAndOutputs);
            }
        }
    }
}
