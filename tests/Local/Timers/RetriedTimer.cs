using Pinstitch.Local;

namespace Pinstitch.Tests.Local.Timers;

/// <summary>A timer function that is tried again.</summary>
internal sealed class RetriedTimer(TimerSamples.Calls calls, TimeProvider time)
{
    [Function("Retried")]
    [FixedDelayRetry(2, "00:01:00")]
    public Task RunAsync([TimerTrigger("0 0 6 * * *", UseMonitor = false)] TimerInfo timer) => calls.NoteAsync(timer, time);
}
