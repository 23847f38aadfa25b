using System.Globalization;

namespace Pinstitch.Local.Hosting;

/// <summary>
/// Sees to it that one process at a time uses a data folder. The operating system frees the lock when the process
/// ends, however it ends.
/// </summary>
internal sealed class HostLock(HostFolder folder, TimeProvider time) : IHostPart, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private FileStream? held;

    public async Task StartAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (!TryTake())
        {
            if (time.GetElapsedTime(began) >= Patience)
            {
                throw new HostStartException(
                    $"Another host (process {Owner()}) is using {folder.Data}. Stop it, or give this one a folder of its own with --data.");
            }

            // A host that was just killed may still be going down.
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellation);
        }
    }

    /// <summary>Takes the folder unless another process has it.</summary>
    public bool TryTake()
    {
        MakeFolder();
        try
        {
            // Nothing but an unshared file is locked on every operating system.
            held = new(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return false;
        }

        AtomicFile.Write(folder.ProcessFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Says at once what is wrong with a folder in which nothing can be written.</summary>
    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(folder.Data);
            using var probe = new FileStream(Path.Combine(folder.Data, $".probe-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"The data folder {folder.Data} cannot be written: {e.Message} Choose another one with --data.", e);
        }
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        held?.Dispose();
        held = null;
    }

    private string Owner()
    {
        try
        {
            return File.ReadAllText(folder.ProcessFile);
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
