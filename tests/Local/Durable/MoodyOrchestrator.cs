using Pinstitch.Local;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>An orchestrator that depends on something besides its context: its mood.</summary>
internal static class MoodyOrchestrator
{
    public static string Mood { get; set; } = "usual";

    [Function("Moody")]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var second = Mood is "other input" or "swallowed" ? 99 : 2;
        await context.CallActivityAsync<int>(nameof(Activities.Double), Mood == "other order" ? second : 1);
        if (Mood == "other call") await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        if (Mood == "stopped") await context.WaitForExternalEvent<string>("never");
        try
        {
            if (Mood != "early end") await context.CallActivityAsync<int>(nameof(Activities.Gated), second);
        }
        catch (Exception) when (Mood == "swallowed")
        {
            return "usual";
        }

        if (Mood == "one more") await context.CallActivityAsync<int>(nameof(Activities.Double), 3);
        return Mood == "other end" ? Mood : "usual";
    }
}
