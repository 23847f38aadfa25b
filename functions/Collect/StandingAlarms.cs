using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Collect;

/// <summary>What stands against the accounts now.</summary>
public sealed class StandingAlarms(Lake lake, Measurement measurement, TimeProvider time)
{
    /// <summary>Alarms of all accounts, in the configuration's order.</summary>
    public async Task<IReadOnlyList<(AdAccount Account, CollectionAlarm Alarm)>> ListAsync(CancellationToken cancellation)
    {
        var alarms = new List<(AdAccount Account, CollectionAlarm Alarm)>();
        foreach (var account in measurement.Accounts)
            alarms.AddRange(CollectionAlarms.Standing(await FreshnessBook.FindAsync(lake, account.Platform, account.Id, cancellation), time.GetUtcNow()).Select(alarm => (account, alarm)));
        return alarms;
    }
}
