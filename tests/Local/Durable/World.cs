using System.Collections.Concurrent;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>What lies outside of the engine and outlives it: here activities leave their traces, and their attempts are counted.</summary>
internal sealed class World
{
    private readonly ConcurrentDictionary<string, int> attempts = new();
    private int running;
    private int mostRunning;

    /// <summary>Most activities that ran at the same time.</summary>
    public int MostRunning => mostRunning;

    /// <summary>Completes the activities that wait for it.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Attempts(string what) => attempts.GetValueOrDefault(what);

    /// <returns>Which attempt this is, from 1.</returns>
    public int Attempt(string what) => attempts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public void Enter()
    {
        var now = Interlocked.Increment(ref running);
        for (var most = mostRunning; now > most && Interlocked.CompareExchange(ref mostRunning, now, most) is var seen && seen != most;) most = seen;
    }

    public void Leave() => Interlocked.Decrement(ref running);
}
