namespace Pinstitch.Local.Durable;

/// <summary>
/// Runs an orchestrator's code on the calling thread only: what its awaits leave to be done waits here until
/// <see cref="Drain"/>. Work that arrives from another thread shows that the orchestrator awaited something that is not
/// durable.
/// </summary>
internal sealed class OrchestratorThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> waiting = new();
    private readonly int thread = Environment.CurrentManagedThreadId;

    public bool WasEnteredFromOutside { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            WasEnteredFromOutside = true;
            return;
        }

        waiting.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestrator's code runs on one thread.");

    public override SynchronizationContext CreateCopy() => this;

    public T Run<T>(Func<T> code)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return code();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public void Drain() => Run(() =>
    {
        while (waiting.TryDequeue(out var item)) item.Callback(item.State);
        return 0;
    });
}
