using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>The embedded host as a process of its own, that can be killed as the operating system kills.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string folder;
    private readonly int hubPort;
    private readonly int httpPort;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly StreamWriter log;
    private Process process;
    private bool isDisposed;

    private HostProcess(string folder, int hubPort, int httpPort, IReadOnlyDictionary<string, string> settings)
    {
        this.httpPort = httpPort;
        this.settings = settings;
        log = new(Path.Combine(folder, "host.log"), append: true) { AutoFlush = true };
        this.folder = folder;
        this.hubPort = hubPort;
        process = Launch();
    }

    public string Connection => $"Endpoint=sb://127.0.0.1:{hubPort};SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true";

    /// <summary>Resident memory in MB; 0 while no host runs.</summary>
    public long Megabytes
    {
        get
        {
            try
            {
                process.Refresh();
                return process.HasExited ? 0 : process.WorkingSet64 >> 20;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    public TimeSpan ProcessorTime => process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive => !process.HasExited;

    /// <summary>What it has written so far.</summary>
    public string LogFile => Path.Combine(folder, "host.log");

    /// <param name="folder">Its data.</param>
    /// <param name="hubPort">Where the hub listens.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="httpPort">Where HTTP listens; 0 for any free port.</param>
    /// <param name="settings">App settings, as environment variables are named.</param>
    public static async Task<HostProcess> StartAsync(string folder, int hubPort, CancellationToken cancellation, int httpPort = 0, IReadOnlyDictionary<string, string>? settings = null)
    {
        var host = new HostProcess(folder, hubPort, httpPort, settings ?? new Dictionary<string, string>());
        await host.ListeningAsync(cancellation);
        return host;
    }

    /// <summary>SIGKILL, and a new host at once: it waits for the lock and takes over the storage that goes on running.</summary>
    public async Task KillAndRestartAsync(CancellationToken cancellation)
    {
        var killed = process;
        killed.Kill();
        await killed.WaitForExitAsync(cancellation);
        process = Launch();
        killed.Dispose();
        await ListeningAsync(cancellation);
    }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        lock (log) log.Dispose();
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pinstitch.Functions.dll"), "serve", "--data", folder, "--port", httpPort.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EventHubConnection"] = Connection;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        // Nothing but landing is to run.
        foreach (var schedule in new[] { "CollectSchedule", "NightlySchedule", "DigestSchedule" }) start.Environment[schedule] = "0 0 0 29 2 *";
        var launched = Process.Start(start)!;
        launched.OutputDataReceived += (_, line) => Note(line.Data);
        launched.ErrorDataReceived += (_, line) => Note(line.Data);
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    private void Note(string? line)
    {
        lock (log)
        {
            if (line is not null && log.BaseStream is not null) log.WriteLine(line);
        }
    }

    private async Task ListeningAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The host ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}; see {Path.Combine(folder, "host.log")}");
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync("127.0.0.1", hubPort, cancellation);
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            }
        }
    }
}
