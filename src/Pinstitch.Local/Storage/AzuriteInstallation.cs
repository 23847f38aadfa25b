using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Storage;

/// <summary>
/// Puts the pinned Azurite (package.json beside this file) into the tools folder, once: npm works in a folder of its own,
/// which takes its final name only when it is whole, so that neither a kill nor a second host leaves half of one.
/// </summary>
internal sealed class AzuriteInstallation(HostFolder folder, StartProgress progress)
{
    private const string Advice = "or set AzureWebJobsStorage to a storage account's connection string.";

    private static string Source => Path.Combine(AppContext.BaseDirectory, "azurite");

    public static string Script => Path.Combine(Source, "azurite.mjs");

    public string Program => Path.Combine(Target, "node_modules", "azurite", "dist", "src", "azurite.js");

    private string Target => Path.Combine(folder.Tools, "azurite-" + LockHash()[..12]);

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await CheckNodeAsync(cancellation);
        if (File.Exists(Program)) return;
        progress.Tell($"Installing Azurite, the storage emulator, into {folder.Tools} (once; about half a minute) …");
        ClearAbandoned();
        var workshop = Workshop(Environment.ProcessId);
        try
        {
            await InstallAsync(workshop, cancellation);
            Directory.Move(workshop, Target);
        }
        catch (IOException) when (File.Exists(Program))
        {
            // Another host was quicker; its copy is the same.
        }
        finally
        {
            Clear(workshop);
        }
    }

    private static async Task InstallAsync(string workshop, CancellationToken cancellation)
    {
        Directory.CreateDirectory(workshop);
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(Source, file), Path.Combine(workshop, file), overwrite: true);
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (code, output) = await RunAsync(npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], workshop, cancellation);
        if (code == 0) return;
        throw new HostStartException($"npm could not install Azurite in {workshop}:\n{output.Trim()}\nCheck the network and npm's registry, {Advice}");
    }

    private string Workshop(int process) => string.Create(CultureInfo.InvariantCulture, $"{Target}.{process}.new");

    /// <summary>What hosts have left that were killed while they installed.</summary>
    private void ClearAbandoned()
    {
        if (!Directory.Exists(folder.Tools)) return;
        foreach (var left in Directory.GetDirectories(folder.Tools, "azurite-*.new"))
        {
            if (int.TryParse(left.Split('.')[^2], CultureInfo.InvariantCulture, out var process) && !AzuriteState.ProcessLives(process)) Clear(left);
        }
    }

    private static void Clear(string workshop)
    {
        try
        {
            if (Directory.Exists(workshop)) Directory.Delete(workshop, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An npm that was just killed may still write; the next installation clears it.
        }
    }

    internal static async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments, string? folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? string.Empty,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0) await HearInterruptionAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>A terminal's Ctrl-C reaches programs that were started too, and may end them before it is heard here.</summary>
    internal static Task HearInterruptionAsync(CancellationToken cancellation) => Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);

    private static string LockHash() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Source, "package-lock.json"))));

    private static async Task CheckNodeAsync(CancellationToken cancellation)
    {
        const string Install = $"Install Node.js 20 or newer (https://nodejs.org), {Advice}";
        string version;
        try
        {
            (_, version) = await RunAsync("node", ["--version"], null, cancellation);
        }
        catch (Win32Exception e)
        {
            throw new HostStartException($"Node.js is missing: the local storage emulator, Azurite, needs it. {Install}", e);
        }

        if (!Version.TryParse(version.Trim().TrimStart('v'), out var found) || found.Major < 20)
            throw new HostStartException($"Node.js {version.Trim()} is too old for Azurite, the local storage emulator. {Install}");
    }
}
