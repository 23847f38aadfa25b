namespace Pinstitch.Functions.Collect;

/// <summary>Calls an activity again while its fault says that waiting helps.</summary>
internal static class Patience
{
    private const int MostTransient = 5;
    private const int MostRateLimited = 50;

    public static async Task<Step<T>> TryAsync<T>(TaskOrchestrationContext context, string activity, object input)
    {
        for (var (transient, limited) = (1, 1); ;)
        {
            var step = await context.CallActivityAsync<Step<T>>(activity, input);
            switch (step.Fault?.Kind)
            {
                case FaultKind.RateLimited when limited++ < MostRateLimited:
                    // A durable timer, so that a wait until tomorrow costs nothing and outlives a restart.
                    await context.CreateTimer(step.Fault.RetryAfter ?? TimeSpan.FromMinutes(1), CancellationToken.None);
                    break;
                case FaultKind.Transient when transient < MostTransient:
                    await context.CreateTimer(TimeSpan.FromSeconds(Math.Pow(3, transient++)), CancellationToken.None);
                    break;
                default:
                    return step;
            }
        }
    }
}
