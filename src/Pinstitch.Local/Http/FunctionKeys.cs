using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Http;

/// <summary>The two keys of the local host: made at the first start, kept in the data folder.</summary>
public sealed class FunctionKeys
{
    private readonly Lazy<Stored> keys;

    internal FunctionKeys(HostFolder folder, IConfiguration configuration) => keys = new(() =>
    {
        var stored = Load(folder.Keys);
        return stored with { Function = configuration["Functions:Key"] ?? stored.Function, Master = configuration["Functions:MasterKey"] ?? stored.Master };
    });

    /// <summary>Opens functions of level <see cref="AuthorizationLevel.Function"/>.</summary>
    public string Function => keys.Value.Function;

    /// <summary>Opens everything, the admin addresses too.</summary>
    public string Master => keys.Value.Master;

    internal bool Allow(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous) return true;
        var given = (string?)request.Headers["x-functions-key"] ?? (string?)request.Query["code"];
        if (given is null) return false;
        var master = Same(given, Master);
        return level is AuthorizationLevel.Admin or AuthorizationLevel.System ? master : master | Same(given, Function);
    }

    private static bool Same(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));

    private static Stored Load(string path)
    {
        if (File.Exists(path)) return JsonSerializer.Deserialize<Stored>(File.ReadAllText(path))!;
        var made = new Stored(Draw(), Draw());
        AtomicFile.Write(path, JsonSerializer.Serialize(made));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return made;
    }

    private static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private sealed record Stored(string Function, string Master);
}
