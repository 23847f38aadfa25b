namespace Pinstitch.Functions.Operate;

/// <summary>Runs one activity for many inputs at once.</summary>
internal static class FanOut
{
    /// <summary>More from one orchestrator at a time slow its history down (docs/decisions/0003-durable-backend.md).</summary>
    private const int AtOnce = 200;

    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 2));

    /// <summary>One call, repeated when it fails.</summary>
    public static Task<T> StepAsync<T>(this TaskOrchestrationContext context, string activity, object input) =>
        context.CallActivityAsync<T>(activity, input, Retry);

    /// <summary>One call for each input; results in the order of the inputs.</summary>
    public static async Task<IReadOnlyList<T>> FanOutAsync<T>(this TaskOrchestrationContext context, string activity, IEnumerable<object> inputs)
    {
        var results = new List<T>();
        foreach (var wave in inputs.Chunk(AtOnce))
            results.AddRange(await Task.WhenAll(wave.Select(input => context.StepAsync<T>(activity, input))));
        return results;
    }
}
