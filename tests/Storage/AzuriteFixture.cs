using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;

[assembly: AssemblyFixture(typeof(Pinstitch.Tests.Storage.AzuriteFixture))]

namespace Pinstitch.Tests.Storage;

/// <summary>
/// One real Azurite for all tests that need storage; it starts when the first of them asks. Tests keep apart by names:
/// containers and tables from <see cref="Unique"/>. It keeps all in memory: writing itself to disk every few seconds was a
/// good part of its work, and waiting for the disk after every blob a good part of the tests' time.
/// </summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    /// <summary>Accounts for hosts, which all use the same containers: more than there are test classes with a host.</summary>
    private const int Accounts = 256;

    private static readonly string AccountKey = Convert.ToBase64String("a key that protects nothing"u8);

    private static int names;
    private static int accounts;
    private readonly SemaphoreSlim gate = new(1);
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-azurite-").FullName;
    private readonly List<IHostPart> parts = [];
    private AzuriteState? state;

    public async Task<string> ConnectionAsync()
    {
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return (state ??= await StartAsync()).ConnectionString;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<BlobServiceClient> BlobsAsync() => new(await ConnectionAsync());

    public async Task<TableServiceClient> TablesAsync() => new(await ConnectionAsync());

    /// <summary>The connection string of a storage account that no other test has.</summary>
    public async Task<string> AccountAsync()
    {
        var account = Interlocked.Increment(ref accounts);
        if (account > Accounts) throw new InvalidOperationException($"The tests start more than {Accounts} hosts; raise the number of accounts.");
        await ConnectionAsync();
        return string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName=host{account};AccountKey={AccountKey};")
            + string.Join(';', new[] { "Blob", "Queue", "Table" }.Select((kind, place) => string.Create(CultureInfo.InvariantCulture, $"{kind}Endpoint=http://127.0.0.1:{state!.FirstPort + place}/host{account}")));
    }

    /// <summary>A name that no other test has, fit for a container, a table or a task hub.</summary>
    public static string Unique(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Environment.ProcessId}x{Interlocked.Increment(ref names)}");

    public async ValueTask DisposeAsync()
    {
        for (var part = parts.Count - 1; part >= 0; part--) await parts[part].StopAsync(CancellationToken.None);
        await DeleteAsync();
    }

    /// <summary>Azurite may still write its last file while its folder is being emptied.</summary>
    private async Task DeleteAsync()
    {
        for (var left = 50; ; left--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task<AzuriteState> StartAsync()
    {
        var host = HostFolder.Choose(folder);
        // Not the usual port, and one of this process's own: a demo or another test run may start at the same moment.
        var first = 20_000 + (Environment.ProcessId % 4_000 * 10);
        var configuration = new ConfigurationManager();
        configuration["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        Directory.CreateDirectory(host.Data);
        new AzuriteState(0, first).Save(host);
        var choice = AzuriteChoice.Make(configuration, host, clearAtStart: false);
        var progress = new StartProgress();
        parts.Add(new HostLock(host, TimeProvider.System));
        parts.Add(new StorageEmulator(choice, new AzuriteInstallation(host, progress), host, progress, TimeProvider.System) { IsForgetful = true });
        // Azurite takes its accounts from here, besides the one that everybody knows.
        Environment.SetEnvironmentVariable("AZURITE_ACCOUNTS", AzuriteState.WellKnownAccount + string.Concat(Enumerable.Range(1, Accounts).Select(account => $";host{account}:{AccountKey}")));
        foreach (var part in parts) await part.StartAsync(CancellationToken.None);
        Environment.SetEnvironmentVariable("AZURITE_ACCOUNTS", null);
        return choice.State!;
    }
}
