namespace Pinstitch.Local.Durable;

/// <summary>
/// Events that were raised, and orchestrator code that waits for them. Names match in any case. Who waited last is served
/// first, as in Azure's engine, so that an abandoned wait does not swallow an event; what nobody waits for is kept.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, Stack<TaskCompletionSource<string?>>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string? Data)> kept = [];

    public bool HasWaiters => waiters.Values.Any(stack => stack.Any(waiter => !waiter.Task.IsCompleted));

    public IReadOnlyList<(string Name, string? Data)> Kept => kept;

    public void Raise(string name, string? data)
    {
        if (waiters.TryGetValue(name, out var stack))
        {
            while (stack.TryPop(out var waiter))
            {
                if (waiter.TrySetResult(data)) return;
            }
        }

        kept.Add((name, data));
    }

    public Task<string?> Wait(string name, CancellationToken cancellation)
    {
        var index = kept.FindIndex(item => item.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var data = kept[index].Data;
            kept.RemoveAt(index);
            return Task.FromResult(data);
        }

        var waiter = new TaskCompletionSource<string?>();
        cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        if (!waiters.TryGetValue(name, out var stack)) waiters[name] = stack = new();
        stack.Push(waiter);
        return waiter.Task;
    }
}
