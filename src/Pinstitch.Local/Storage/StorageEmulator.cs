using System.Globalization;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Storage;

/// <summary>
/// Starts Azurite where a storage connection says <c>UseDevelopmentStorage=true</c>, and stops it with the host. An
/// Azurite that a killed host has left behind is taken over with its data.
/// </summary>
internal sealed class StorageEmulator(
    AzuriteChoice choice,
    AzuriteInstallation installation,
    HostFolder folder,
    StartProgress progress,
    TimeProvider time) : IHostPart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private AzuriteState? running;

    /// <summary>Whether nothing is written to disk, so that nothing is there when it has ended. For tests.</summary>
    public bool IsForgetful { get; init; }

    private string StopFile => folder.ProcessFile + ".stop";

    public async Task StartAsync(CancellationToken cancellation)
    {
        if (choice.State is not { } chosen)
        {
            if (choice.ClearAtStart) folder.Clear();
            return;
        }

        choice.EnsureClaim();
        running = chosen;
        if (choice.ClearAtStart)
        {
            await StopAsync(cancellation);
            folder.Clear();
            running = chosen with { ProcessId = 0 };
        }

        File.Delete(StopFile);
        if (running.IsRunning) return;
        await installation.EnsureAsync(cancellation);
        progress.Tell($"Starting Azurite on ports {chosen.FirstPort}–{chosen.FirstPort + 2} …");
        Directory.CreateDirectory(folder.Azurite);
        var log = Path.Combine(folder.Azurite, "azurite.log");
        var first = chosen.FirstPort;
        var (_, output) = await AzuriteInstallation.RunAsync(
            "node",
            [
                AzuriteInstallation.Script, "start", installation.Program, folder.ProcessFile, log,
                .. IsForgetful ? ["--inMemoryPersistence"] : (string[])["--location", folder.Azurite], "--silent", "--skipApiVersionCheck", "--disableTelemetry",
                "--blobPort", $"{first}", "--queuePort", $"{first + 1}", "--tablePort", $"{first + 2}",
            ],
            folder.Azurite,
            // Takes a tenth of a second; a start that is given up half way would leave a process that nobody knows.
            CancellationToken.None);
        // By its output and not by its code: a terminal's Ctrl-C may end it when it has done its work.
        if (!int.TryParse(output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var keeper))
        {
            await AzuriteInstallation.HearInterruptionAsync(cancellation);
            throw new HostStartException($"Azurite did not start: {output.Trim()}");
        }

        running = chosen with { ProcessId = keeper };
        running.Save(folder);
        var began = time.GetTimestamp();
        while (!running.IsRunning)
        {
            if (!running.Lives || time.GetElapsedTime(began) > Patience) throw new HostStartException($"Azurite did not come up on port {first}; its log: {log}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellation);
        }
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        if (running is not { Lives: true }) return;
        var began = time.GetTimestamp();
        // One that is still coming up would not hear it.
        while (running is { Lives: true, IsRunning: false } && time.GetElapsedTime(began) < Patience / 3)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, CancellationToken.None);
        await File.WriteAllTextAsync(StopFile, string.Empty, CancellationToken.None);
        // Its files are its own until the process is gone.
        while (running.Lives && time.GetElapsedTime(began) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, CancellationToken.None);
        File.Delete(StopFile);
        running = null;
    }
}
