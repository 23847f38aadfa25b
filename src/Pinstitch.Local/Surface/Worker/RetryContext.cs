namespace Pinstitch.Local;

/// <summary>Which try of a retried function this is.</summary>
public abstract class RetryContext
{
    /// <summary>0 on the first try.</summary>
    public abstract int RetryCount { get; }

    /// <summary>-1 for ever.</summary>
    public abstract int MaxRetryCount { get; }
}
