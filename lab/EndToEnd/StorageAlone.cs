using Azure.Storage.Blobs;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>An Azurite of its own, as a host starts it, for work that needs storage and nothing else.</summary>
internal static class StorageAlone
{
    private static readonly string[] Containers = ["events", "rejected", "runs"];

    /// <summary>Runs work on an empty account; the emulator has ended when it returns.</summary>
    /// <param name="folder">For its data; empty.</param>
    /// <param name="work">Gets the connection string.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<T> UseAsync<T>(string folder, Func<string, Task<T>> work, CancellationToken cancellation)
    {
        using var host = await HostProcess.StartAsync(folder, LandingUnderKills.FreePort(), cancellation);
        try
        {
            var connection = AzuriteState.Load(HostFolder.Choose(folder))!.ConnectionString;
            foreach (var name in Containers) await new BlobServiceClient(connection).GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellation);
            return await work(connection);
        }
        finally
        {
            host.Dispose();
            await LandingUnderKills.StopAzuriteAsync(folder);
        }
    }
}
