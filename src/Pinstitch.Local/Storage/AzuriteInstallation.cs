using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Storage;

/// <summary>Puts the pinned Azurite (package.json beside this file) into the tools folder, once.</summary>
internal sealed class AzuriteInstallation(HostFolder folder, StartProgress progress, TimeProvider time)
{
    private static readonly string[] Files = ["package.json", "package-lock.json", "azurite.mjs"];
    private readonly string target = Path.Combine(folder.Tools, "azurite");

    private static string Source => Path.Combine(AppContext.BaseDirectory, "azurite");

    public static string Script => Path.Combine(Source, "azurite.mjs");

    public string Program => Path.Combine(target, "node_modules", "azurite", "dist", "src", "azurite.js");

    private string Stamp => Path.Combine(target, "installed");

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await CheckNodeAsync(cancellation);
        var wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellation)));
        if (IsInstalled(wanted)) return;
        Directory.CreateDirectory(target);
        await using var turn = await TakeTurnAsync(cancellation);
        if (IsInstalled(wanted)) return;
        progress.Tell($"Installing Azurite, the storage emulator, into {target} (once; about half a minute) …");
        foreach (var file in Files[..2]) File.Copy(Path.Combine(Source, file), Path.Combine(target, file), overwrite: true);
        var (code, output) = await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], target, cancellation);
        if (code != 0)
        {
            throw new HostStartException(
                $"npm could not install Azurite ({target}):\n{output.Trim()}\n" +
                "Check the network and npm's registry, or set AzureWebJobsStorage to a storage account's connection string.");
        }

        await File.WriteAllTextAsync(Stamp, wanted, cancellation);
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
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }

    private static async Task CheckNodeAsync(CancellationToken cancellation)
    {
        const string Advice = "Install Node.js 20 or newer (https://nodejs.org), or set AzureWebJobsStorage to a storage account's connection string.";
        string version;
        try
        {
            (_, version) = await RunAsync("node", ["--version"], null, cancellation);
        }
        catch (Win32Exception e)
        {
            throw new HostStartException($"Node.js is missing: the local storage emulator, Azurite, needs it. {Advice}", e);
        }

        if (!Version.TryParse(version.Trim().TrimStart('v'), out var found) || found.Major < 20)
            throw new HostStartException($"Node.js {version.Trim()} is too old for Azurite, the local storage emulator. {Advice}");
    }

    private bool IsInstalled(string wanted) => File.Exists(Program) && File.Exists(Stamp) && File.ReadAllText(Stamp) == wanted;

    /// <summary>Two hosts that start together must not install into one folder at once.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new(Path.Combine(target, "install.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), time, cancellation);
            }
        }
    }
}
