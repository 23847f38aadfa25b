using System.Diagnostics;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>The built program, run as a process of its own with the verb <c>demo</c>.</summary>
internal sealed class DemoProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private readonly Stopwatch watch = Stopwatch.StartNew();

    private DemoProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    /// <summary>Starts the program.</summary>
    /// <param name="arguments">After <c>demo</c>.</param>
    public static DemoProcess Start(params IEnumerable<string> arguments)
    {
        // Beside the tests' own build, so that it is the same configuration.
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Repository.PathTo("functions", "bin", build.Parent!.Name, build.Name, "Pinstitch.Functions.dll");
        var start = new ProcessStartInfo("dotnet", [program, "demo", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>Since its start.</summary>
    public double Seconds => watch.Elapsed.TotalSeconds;

    public bool HasExited => process.HasExited;

    /// <summary>SIGKILL: no handler runs, nothing is flushed. Storage goes on, as it does when a machine of Azure's dies.</summary>
    public void Kill() => process.Kill();

    public async Task<DemoExit> WaitAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
