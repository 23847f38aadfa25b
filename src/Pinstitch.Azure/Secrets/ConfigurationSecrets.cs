using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pinstitch.Configure;

namespace Pinstitch.Azure.Secrets;

/// <summary>
/// Secrets from settings (environment variables, local.settings.json), for a machine without a vault. Rotated tokens are
/// kept in a file that only the owner can read. It is read anew every time, because a verb may rotate a token beside the
/// host that serves, and the token before it is worth nothing then.
/// </summary>
/// <param name="configuration">The settings.</param>
/// <param name="file">Where rotated tokens go; null keeps them in memory only.</param>
public sealed class ConfigurationSecrets(IConfiguration configuration, string? file) : ISecretStore
{
    private readonly ConcurrentDictionary<string, string> memory = new();
    private readonly SemaphoreSlim writing = new(1);

    /// <exception cref="SettingsException">The file is not sound.</exception>
    public Task<string?> FindAsync(string name, CancellationToken cancellation) =>
        Task.FromResult((file is null ? memory : Load(file)).TryGetValue(name, out var rotated) ? rotated : configuration[name]);

    public async Task StoreAsync(string name, string value, CancellationToken cancellation)
    {
        if (file is null)
        {
            memory[name] = value;
            return;
        }

        await writing.WaitAsync(cancellation);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var held = await HoldAsync(file + ".lock", cancellation);
            var rotated = Load(file);
            rotated[name] = value;
            var beside = file + ".new";
            await File.WriteAllTextAsync(beside, JsonSerializer.Serialize(rotated), cancellation);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(beside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(beside, file, overwrite: true);
        }
        finally
        {
            writing.Release();
        }
    }

    private static ConcurrentDictionary<string, string> Load(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<ConcurrentDictionary<string, string>>(File.ReadAllText(file))! : new();
        }
        catch (JsonException e)
        {
            throw new SettingsException($"{file}, where rotated tokens are kept, is not sound JSON: {e.Message} Mend it, or delete it and connect the accounts again.", e);
        }
    }

    /// <summary>Keeps other processes from writing at the same moment; one that dies lets go.</summary>
    private static async Task<FileStream> HoldAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
            }
        }
    }
}
