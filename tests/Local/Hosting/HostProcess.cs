using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pinstitch.Tests.Local.Hosting;

/// <summary>The built program as a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private HostProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    public bool HasExited => process.HasExited;

    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Added to the tests' own; null removes a variable.</param>
    /// <param name="inGroup">Whether it leads a group of its own, as a terminal's foreground program does.</param>
    public static HostProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, bool inGroup = false)
    {
        // Beside the tests' own build, so that it is the same configuration.
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Repository.PathTo("functions", "bin", build.Parent!.Name, build.Name, "Pinstitch.Functions.dll");
        var start = new ProcessStartInfo(inGroup ? "setsid" : Dotnet(), [.. inGroup ? [Dotnet()] : Array.Empty<string>(), program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ctrl-C at a terminal: SIGINT to the program and to all that it has started in its group.</summary>
    public async Task InterruptGroupAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -INT -{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGKILL: no handler runs and nothing is flushed.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for a line of its output, or for its end.</summary>
    public async Task<string?> LineAsync(string part)
    {
        using var patience = Limit();
        while (true)
        {
            var isOver = process.HasExited;
            if (output.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found) return found;
            if (isOver) return null;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var patience = Limit();
        await process.WaitForExitAsync(patience.Token);
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static string Dotnet() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")).First(File.Exists);

    private static CancellationTokenSource Limit()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return patience;
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
