using Azure.Core;
using Azure.Core.Pipeline;

namespace Pinstitch.Tests.Storage;

/// <summary>
/// Cuts a process off from storage before a given write, as a kill at that moment would: this write and all that follow
/// are not done. Add it to a client's options; turn the client's own retries off.
/// </summary>
internal sealed class Crash(int before) : HttpPipelinePolicy
{
    private int writes;

    /// <summary>Writes that were tried.</summary>
    public int Writes => writes;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        return ProcessNextAsync(message, pipeline);
    }

    private void Check(HttpMessage message)
    {
        if (message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head) return;
        if (Interlocked.Increment(ref writes) > before) throw new CrashException();
    }
}
