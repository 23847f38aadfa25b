using System.Diagnostics;
using System.Globalization;

namespace Pinstitch.Local.Hosting;

/// <summary>
/// Ends this process when the <c>dotnet run</c> that started it is gone: a <c>kill -9</c> of that one would otherwise
/// leave the host behind, holding its folder and ports. Linux only; elsewhere <c>dotnet run</c> passes the end on itself
/// or the lock's message tells what to stop.
/// </summary>
internal sealed class ParentWatch(TimeProvider time) : IHostPart, IDisposable
{
    private ITimer? timer;

    public Task StartAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsLinux() && Parent() is var parent && IsDotnetRun(parent))
        {
            timer = time.CreateTimer(
                _ =>
                {
                    if (Parent() != parent) Process.GetCurrentProcess().Kill();
                },
                null,
                TimeSpan.FromMilliseconds(500),
                TimeSpan.FromMilliseconds(500));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    private static int Parent()
    {
        // /proc/self/stat: "pid (name) state ppid ..."; the name may hold spaces and brackets.
        var stat = File.ReadAllText("/proc/self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static bool IsDotnetRun(int process)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            return Path.GetFileName(words[0]).StartsWith("dotnet", StringComparison.Ordinal) && words.Contains("run");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
