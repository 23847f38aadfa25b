using Pinstitch.Configure;

namespace Pinstitch.Functions.Tell;

/// <summary>
/// Asks every hour which teams are due a digest, and whether there is something that the operators do not know yet. Schedules run in UTC, so the teams' own hour and zone are looked at here.
/// </summary>
public sealed class DigestTimer(Measurement measurement, OperatorMail operators, TimeProvider time)
{
    [Function(nameof(DigestTimer))]
    public async Task RunAsync(
        [TimerTrigger("%DigestSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var lastDay = measurement.DayOf(now).AddDays(-1);
        foreach (var team in measurement.Teams.Where(team => DigestStart.IsDue(team, measurement, now)))
            await DigestStart.RunAsync(client, team.Name, lastDay, cancellation);
        await operators.SendAsync(cancellation);
    }
}
