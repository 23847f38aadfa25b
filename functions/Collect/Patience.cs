namespace Pinstitch.Functions.Collect;

/// <summary>Calls an activity again while its fault says that waiting helps.</summary>
internal static class Patience
{
    private const int MostTransient = 5;
    private const int MostRateLimited = 50;

    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 3));

    /// <param name="context">The orchestration.</param>
    /// <param name="activity">What to call.</param>
    /// <param name="input">With what.</param>
    /// <param name="canSplit">Whether less could be asked for at once; what is refused as too costly again and again is then too large.</param>
    public static async Task<Step<T>> TryAsync<T>(TaskOrchestrationContext context, string activity, object input, bool canSplit = false)
    {
        for (var (transient, limited) = (1, 1); ;)
        {
            // What the activity did not foresee (storage away, a full disk) is repeated by the engine and is then a fault too.
            Step<T> step;
            try
            {
                step = await context.CallActivityAsync<Step<T>>(activity, input, Retry);
            }
            catch (TaskFailedException e)
            {
                return new(default, new(FaultKind.Bug, $"{activity} failed: {e.FailureDetails.ErrorMessage}", e.FailureDetails.ErrorType));
            }

            switch (step.Fault?.Kind)
            {
                case FaultKind.RateLimited when canSplit && limited > step.Fault.MostWaits:
                    return new(default, step.Fault with { Kind = FaultKind.TooLarge });
                case FaultKind.RateLimited when limited++ < MostRateLimited:
                    // A durable timer, so that a wait until tomorrow costs nothing and outlives a restart.
                    await context.CreateTimer(step.Fault.RetryAfter ?? TimeSpan.FromMinutes(1), CancellationToken.None);
                    break;
                case FaultKind.Transient when transient < MostTransient:
                    await context.CreateTimer(step.Fault.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(3, transient)), CancellationToken.None);
                    transient++;
                    break;
                default:
                    return step;
            }
        }
    }
}
