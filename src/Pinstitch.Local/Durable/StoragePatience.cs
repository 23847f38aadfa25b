using Azure;
using Microsoft.Extensions.Logging;

namespace Pinstitch.Local.Durable;

/// <summary>Waits for storage that fails: an orchestration must not be lost over it.</summary>
internal sealed partial class StoragePatience(TimeProvider time, ILogger<StoragePatience> logger, CancellationToken stopping)
{
    private const int LongestPause = 30;

    public Task UntilDoneAsync(string instanceId, Func<Task> access) => UntilDoneAsync(instanceId, async () =>
    {
        await access();
        return 0;
    });

    public async Task<T> UntilDoneAsync<T>(string instanceId, Func<Task<T>> access)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await access();
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or IOException && !stopping.IsCancellationRequested)
            {
                LogWaits(e, instanceId, tries);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(tries, LongestPause)), time, stopping);
            }
        }
    }

    [LoggerMessage(9303, LogLevel.Warning, "Orchestration {InstanceId} waits for storage, try {Tries}")]
    private partial void LogWaits(Exception e, string instanceId, int tries);
}
