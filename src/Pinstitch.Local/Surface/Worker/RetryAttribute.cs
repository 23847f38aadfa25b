namespace Pinstitch.Local;

/// <summary>Base of the retry policies of a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>Retries after the first try; -1 means for ever.</summary>
    public int MaxRetryCount { get; set; }
}
