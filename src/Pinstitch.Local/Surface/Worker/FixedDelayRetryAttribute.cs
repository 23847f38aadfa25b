namespace Pinstitch.Local;

/// <summary>Retries after the same pause each time.</summary>
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>The pause, written <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; }
}
