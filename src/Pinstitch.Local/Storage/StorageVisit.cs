using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Storage;

/// <summary>
/// Storage for a verb that needs no more of the host. Where a host has the folder in use, its storage is used beside it
/// and left running; otherwise the folder is taken and its storage started and stopped, as a host would.
/// </summary>
internal sealed class StorageVisit(HostLock folder, StorageEmulator emulator, AzuriteChoice choice) : IHostPart
{
    /// <summary>Whether another host has the folder in use.</summary>
    public bool IsGuest { get; private set; }

    public async Task StartAsync(CancellationToken cancellation)
    {
        if (!folder.TryTake())
        {
            // An account elsewhere can be looked into at any time.
            IsGuest = choice.State is not { IsRunning: false };
            if (IsGuest) return;
            // The other host is still starting, or going down.
            await folder.StartAsync(cancellation);
        }

        await emulator.StartAsync(cancellation);
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        if (IsGuest) return;
        await emulator.StopAsync(cancellation);
        await folder.StopAsync(cancellation);
    }
}
