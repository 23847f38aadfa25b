namespace Pinstitch.Local;

/// <summary>Retry part of <see cref="TaskOptions"/>.</summary>
public sealed class TaskRetryOptions(RetryPolicy policy)
{
    public RetryPolicy? Policy { get; } = policy;

    public static TaskRetryOptions FromRetryPolicy(RetryPolicy policy) => new(policy);
}
