using Pinstitch.Functions.Collect;

namespace Pinstitch.Functions.Tell;

/// <summary>Waits for the week's run to be published, then sends one team's digest, at most once.</summary>
public static class SendDigest
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    [Function(nameof(SendDigest))]
    public static async Task<DigestResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<DigestInput>()!;
        var deadline = context.CurrentUtcDateTime + Patience;
        while (true)
        {
            var step = await context.CallActivityAsync<Step<DigestResult>>(nameof(MailDigest), input);
            if (step.Value is { } result) return result;
            if (!step.Fault!.IsRetryable || context.CurrentUtcDateTime > deadline) return new(false, step.Fault.Text);
            await context.CreateTimer(step.Fault.RetryAfter ?? TimeSpan.FromMinutes(10), CancellationToken.None);
        }
    }
}
