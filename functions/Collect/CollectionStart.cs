using System.Globalization;
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
            if (await OneAsync(account, sources, client, time, null, cancellation)) started.Add(InstanceId(account));
        }

        return started;
    }

    /// <summary>Starts the collection of an account, unless it is being collected already: two at once would ask for everything twice.</summary>
    /// <param name="account">The account.</param>
    /// <param name="sources">The platforms.</param>
    /// <param name="client">The orchestrations.</param>
    /// <param name="time">The clock.</param>
    /// <param name="days">Days of a backfill; null for a usual run.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it was started.</returns>
    public static async Task<bool> OneAsync(
        AdAccount account, ReportSources sources, DurableTaskClient client, TimeProvider time, (DateOnly From, DateOnly To)? days, CancellationToken cancellation)
    {
        var id = InstanceId(account);
        if (await client.GetInstanceAsync(id, cancellation) is { IsCompleted: false }) return false;
        var now = time.GetUtcNow();
        var run = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CollectAccount),
            new CollectionInput(account.Platform, account.Id, Today(account, sources, now), run, days?.From, days?.To),
            new StartOrchestrationOptions(id),
            cancellation);
        return true;
    }

    /// <summary>Today in the platform's days.</summary>
    public static DateOnly Today(AdAccount account, ReportSources sources, DateTimeOffset now)
    {
        var zone = sources.Get(account.Platform).Descriptor.DaysInUtc ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
    }
}
