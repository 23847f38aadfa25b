using Pinstitch.Configure;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Collect;

/// <summary>Starts collections, one orchestration an account, under an id that says which.</summary>
internal static class CollectionStart
{
    public static string InstanceId(AdAccount account) => $"collect-{account.Platform}-{account.Id}";

    /// <summary>Starts the collection of every account that is not being collected already.</summary>
    public static async Task<IReadOnlyList<string>> AllAsync(
        Measurement measurement, ReportSources sources, DurableTaskClient client, TimeProvider time, CancellationToken cancellation)
    {
        var started = new List<string>();
        foreach (var account in measurement.Accounts)
        {
            var id = InstanceId(account);
            if (await client.GetInstanceAsync(id, cancellation) is { IsCompleted: false }) continue;
            var zone = sources.Get(account.Platform).Descriptor.DaysInUtc ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(CollectAccount),
                new CollectionInput(account.Platform, account.Id, today),
                new StartOrchestrationOptions(id),
                cancellation);
            started.Add(id);
        }

        return started;
    }
}
