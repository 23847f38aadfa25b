using System.Collections.Concurrent;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Platforms;

namespace Pinstitch.Tests.Collect;

/// <summary>A secret store that outlives the process, as Key Vault does.</summary>
internal sealed class MemorySecrets(Executioner executioner) : IPlatformSecrets
{
    private readonly ConcurrentDictionary<string, string> secrets = new(new Dictionary<string, string>
    {
        ["Pinterest:AppId"] = Credentials.PinterestAppId,
        ["Pinterest:AppSecret"] = Credentials.PinterestAppSecret,
        ["Pinterest:RefreshToken"] = Credentials.PinterestRefreshToken,
        ["Meta:AccessToken"] = Credentials.MetaAccessToken,
        ["Google:ClientId"] = Credentials.GoogleClientId,
        ["Google:ClientSecret"] = Credentials.GoogleClientSecret,
        ["Google:RefreshToken"] = Credentials.GoogleRefreshToken,
        ["Google:DeveloperToken"] = Credentials.GoogleDeveloperToken,
    });

    private readonly SemaphoreSlim gate = new(1);

    public string this[string name]
    {
        get => secrets[name];
        set => secrets[name] = value;
    }

    public Task<string?> FindAsync(string name, CancellationToken cancellation) => Task.FromResult(secrets.GetValueOrDefault(name));

    public Task StoreAsync(string name, string value, CancellationToken cancellation)
    {
        secrets[name] = value;
        executioner.Count();
        return Task.CompletedTask;
    }

    public async Task<IAsyncDisposable> HoldAsync(string name, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            gate.Release();
            return ValueTask.CompletedTask;
        }
    }
}
