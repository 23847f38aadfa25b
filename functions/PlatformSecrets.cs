using Pinstitch.Azure.Secrets;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Collect;
using Pinstitch.Platforms;

namespace Pinstitch.Functions;

/// <summary>Lets the platforms use the secret store, one worker at a time where a token is rotated.</summary>
internal sealed class PlatformSecrets(ISecretStore secrets, Lake lake, TimeProvider time) : IPlatformSecrets
{
    /// <summary>A refresh takes a second; a lease that a dead worker left behind ends by itself.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    public Task<string?> FindAsync(string name, CancellationToken cancellation) => secrets.FindAsync(name, cancellation);

    public Task StoreAsync(string name, string value, CancellationToken cancellation) => secrets.StoreAsync(name, value, cancellation);

    public async Task<IAsyncDisposable> HoldAsync(string name, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await lake.Runs.LeaseAsync(ReportPaths.Lock(name), Life, cancellation) is { } lease) return lease;
            if (attempt == 60) throw new TimeoutException($"The lock {name} is held by another worker for too long.");
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation);
        }
    }
}
