using System.Globalization;

namespace Pinstitch.Functions.Operate;

/// <summary>Starts a nightly run under an id that names the night, so that a night never runs twice at once.</summary>
internal static class NightlyStart
{
    public static string InstanceId(DateOnly night) => string.Create(CultureInfo.InvariantCulture, $"nightly-{night:yyyy-MM-dd}");

    /// <returns>The instance, whether it was started now or runs already.</returns>
    public static async Task<string> RunAsync(DurableTaskClient client, DateOnly night, CancellationToken cancellation)
    {
        var id = InstanceId(night);
        if (await client.GetInstanceAsync(id, cancellation) is { IsCompleted: false }) return id;
        return await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Nightly), new NightInput(night), new StartOrchestrationOptions(id), cancellation);
    }
}
