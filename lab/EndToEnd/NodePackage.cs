using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>Packages of npm that a package.json beside this program pins, installed once into the tools folder, and the scripts that use them.</summary>
public sealed class NodePackage
{
    /// <summary>The public Event Hubs client, with client.mjs and sender.mjs.</summary>
    public const string EventHubsClient = "event-hubs-client";

    private static readonly SemaphoreSlim Installing = new(1);
    private readonly string source;
    private readonly string folder;

    private NodePackage(string source, string folder) => (this.source, this.folder) = (source, folder);

    /// <summary>What stands in the way of running Node.js, and how to mend it; null when nothing does.</summary>
    public static async Task<string?> MissingAsync()
    {
        try
        {
            var (code, version) = await RunAsync("node", ["--version"], null, CancellationToken.None);
            return code == 0 && Version.TryParse(version.Trim().TrimStart('v'), out var found) && found.Major >= 20
                ? null
                : $"Node.js 20 or newer is needed, not {version.Trim()}: apt-get install nodejs npm, or https://nodejs.org";
        }
        catch (Win32Exception)
        {
            return "Node.js is missing: apt-get install nodejs npm, or https://nodejs.org";
        }
    }

    /// <param name="name">The folder beside this program.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">npm could not install the packages.</exception>
    public static async Task<NodePackage> OpenAsync(string name, CancellationToken cancellation)
    {
        var source = Path.Combine(AppContext.BaseDirectory, name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"), cancellation)))[..12];
        var target = Path.Combine(HostFolder.Choose(null).Tools, $"{name.ToLowerInvariant()}-{hash}");
        await Installing.WaitAsync(cancellation);
        try
        {
            if (!Directory.Exists(target)) await InstallAsync(source, target, cancellation);
        }
        finally
        {
            Installing.Release();
        }

        return new(source, target);
    }

    /// <summary>Starts a script; its standard output is the caller's to read.</summary>
    public Process Start(string script, params IEnumerable<string> arguments)
    {
        // Imports are looked up from where the script lies, so it goes beside the packages, under a name of its content.
        var bytes = File.ReadAllBytes(Path.Combine(source, script));
        var copy = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..8]}-{script}");
        if (!File.Exists(copy)) AtomicFile.Write(copy, System.Text.Encoding.UTF8.GetString(bytes));
        return Process.Start(new ProcessStartInfo("node", [copy, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>Runs one command of client.mjs.</summary>
    /// <returns>What it prints: an object with <c>result</c> or <c>failure</c>.</returns>
    /// <exception cref="InvalidOperationException">The script itself failed.</exception>
    public async Task<JsonElement> RunAsync(string command, object options, CancellationToken cancellation)
    {
        using var process = Start("client.mjs", command, JsonSerializer.Serialize(options, JsonSerializerOptions.Web));
        using var stop = cancellation.Register(() => process.Kill());
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return output.Length > 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"client.mjs {command} ended with {process.ExitCode}: {await errors}");
    }

    private static async Task InstallAsync(string source, string target, CancellationToken cancellation)
    {
        var workshop = $"{target}.{Environment.ProcessId}.new";
        Directory.CreateDirectory(workshop);
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(source, file), Path.Combine(workshop, file), overwrite: true);
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (code, output) = await RunAsync(npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], workshop, cancellation);
        if (code != 0) throw new InvalidOperationException($"npm could not install {Path.GetFileName(source)} in {workshop}: {output.Trim()}");
        try
        {
            Directory.Move(workshop, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process was quicker; its copy is the same.
            Directory.Delete(workshop, recursive: true);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments, string? folder, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? string.Empty,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }
}
