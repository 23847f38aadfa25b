using System.Globalization;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Tell;

/// <summary>Starts digests, one orchestration a team and week.</summary>
internal static class DigestStart
{
    public static string InstanceId(string team, DateOnly lastDay) =>
        string.Create(CultureInfo.InvariantCulture, $"digest-{DigestTeam.IdOf(team)}-{lastDay:yyyy-MM-dd}");

    /// <summary>Starts a team's digest unless it has been started before, whatever came of it.</summary>
    public static async Task<string> RunAsync(DurableTaskClient client, string team, DateOnly lastDay, CancellationToken cancellation)
    {
        var id = InstanceId(team, lastDay);
        if (await client.GetInstanceAsync(id, cancellation) is not null) return id;
        return await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SendDigest), new DigestInput(team, lastDay), new StartOrchestrationOptions(id), cancellation);
    }

    /// <summary>Whether a team's hour has come, in the shop's zone; true from then to the end of the day, so that a late start still sends.</summary>
    public static bool IsDue(DigestTeam team, Measurement measurement, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, measurement.Zone);
        return local.DayOfWeek == team.Day && local.Hour >= team.Hour;
    }
}
