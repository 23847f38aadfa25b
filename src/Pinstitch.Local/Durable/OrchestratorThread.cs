namespace Pinstitch.Local.Durable;

/// <summary>
/// Runs an orchestrator's code on the calling thread only: what its awaits leave to be done waits here until
/// <see cref="Drain"/>. Work that arrives from another thread, during the turn or after it, shows that the orchestrator
/// awaited something that is not durable.
/// </summary>
/// <param name="outside">Called for work from another thread.</param>
internal sealed class OrchestratorThread(Action outside) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> waiting = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool isOver;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (isOver || Environment.CurrentManagedThreadId != thread) outside();
        else waiting.Enqueue((d, state));
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

    /// <summary>The turn is over: the code that it ran is given up and runs anew in the next one.</summary>
    public void End() => isOver = true;
}
