using Pinstitch.Functions.Stitch;
using Pinstitch.Local;

namespace Pinstitch.Tests.Stitch;

/// <summary>The stitching part of a night as an orchestration of its own.</summary>
public static class StitchNight
{
    [Function(nameof(StitchNight))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => (await context.StitchAsync(context.GetInput<StitchInput>()!)).View;
}
