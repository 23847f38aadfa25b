using Azure.Core;
using Azure.Core.Pipeline;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>
/// Stands between an engine and its storage. After a given number of writes the process counts as dead: that write has
/// reached storage, its answer and everything after it never comes, and nobody is told.
/// </summary>
internal sealed class CrashPoint(int afterWrites) : HttpPipelinePolicy
{
    private readonly TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underway;
    private int writes;

    public static CrashPoint Never => new(int.MaxValue);

    public Task Crashed => crashed.Task;

    public bool IsDead => crashed.Task.IsCompleted;

    public int Writes => writes;

    /// <summary>Whether requests of before the crash are still on their way to storage.</summary>
    public bool IsUnderway => Volatile.Read(ref underway) > 0;

    public void Kill() => crashed.TrySetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await StandStillIfDeadAsync();
        Interlocked.Increment(ref underway);
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            Interlocked.Decrement(ref underway);
        }

        var method = message.Request.Method;
        if (method != RequestMethod.Get && method != RequestMethod.Head && Interlocked.Increment(ref writes) >= afterWrites) Kill();
        await StandStillIfDeadAsync();
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The engine reaches storage asynchronously.");

    /// <summary>What a dead process does: nothing, for ever.</summary>
    public Task StandStillIfDeadAsync() => IsDead ? new TaskCompletionSource().Task : Task.CompletedTask;
}
