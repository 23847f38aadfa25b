using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Pinstitch.Azure.Secrets;

/// <summary>
/// Secrets from settings (environment variables, local.settings.json), for a machine without a vault. Rotated tokens are
/// kept in a file that only the owner can read, so that a restart has the newest one.
/// </summary>
/// <param name="configuration">The settings.</param>
/// <param name="file">Where rotated tokens go; null keeps them in memory only.</param>
public sealed class ConfigurationSecrets(IConfiguration configuration, string? file) : ISecretStore
{
    private readonly ConcurrentDictionary<string, string> rotated = Load(file);
    private readonly SemaphoreSlim writing = new(1);

    public Task<string?> FindAsync(string name, CancellationToken cancellation) =>
        Task.FromResult(rotated.GetValueOrDefault(name) ?? configuration[name]);

    public async Task StoreAsync(string name, string value, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            rotated[name] = value;
            if (file is null) return;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var beside = file + ".new";
            await File.WriteAllTextAsync(beside, System.Text.Json.JsonSerializer.Serialize(rotated), cancellation);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(beside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(beside, file, overwrite: true);
        }
        finally
        {
            writing.Release();
        }
    }

    private static ConcurrentDictionary<string, string> Load(string? file) =>
        file is not null && File.Exists(file)
            ? System.Text.Json.JsonSerializer.Deserialize<ConcurrentDictionary<string, string>>(File.ReadAllText(file))!
            : new();
}
