using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Storage;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>A demo's data folder. Once the demo has ended, its storage can be opened and looked into.</summary>
internal sealed class DemoFolder : IAsyncDisposable
{
    private readonly List<IHostPart> parts = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("pinstitch-demo-").FullName;

    /// <summary>Starts the folder's Azurite, unless one is running still.</summary>
    public async Task<(BlobServiceClient Blobs, TableServiceClient Tables)> OpenAsync()
    {
        var folder = HostFolder.Choose(Path);
        var configuration = new ConfigurationManager { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true" };
        var choice = AzuriteChoice.Make(configuration, folder, clearAtStart: false);
        var progress = new StartProgress();
        parts.Add(new HostLock(folder, TimeProvider.System));
        parts.Add(new StorageEmulator(choice, new AzuriteInstallation(folder, progress), folder, progress, TimeProvider.System));
        foreach (var part in parts) await part.StartAsync(TestContext.Current.CancellationToken);
        return (new(choice.State!.ConnectionString), new(choice.State.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        for (var part = parts.Count - 1; part >= 0; part--) await parts[part].StopAsync(CancellationToken.None);
        Directory.Delete(Path, recursive: true);
    }
}
