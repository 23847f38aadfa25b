using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Serve;

/// <summary>A storage account of a test's own, as the stages see it; with a crash in it, it dies before one of its writes.</summary>
internal sealed class ServingAccount
{
    private ServingAccount(string connection, Crash? crash)
    {
        Connection = connection;
        var blobs = new BlobServiceClient(connection, Options(new BlobClientOptions(), crash));
        var tables = new TableServiceClient(connection, Options(new TableClientOptions(), crash));
        (Lake, Folders, Tables, Raw) = (new(blobs), new(blobs), new(tables), tables);
    }

    public string Connection { get; }

    public Lake Lake { get; }

    public ServingFolders Folders { get; }

    public ServingTables Tables { get; }

    public TableServiceClient Raw { get; }

    public static async Task<ServingAccount> NewAsync(AzuriteFixture azurite) => new(await azurite.AccountAsync(), null);

    /// <summary>The same account as a process sees it that is killed.</summary>
    public ServingAccount Crashing(Crash crash) => new(Connection, crash);

    private static T Options<T>(T options, Crash? crash)
        where T : ClientOptions
    {
        if (crash is null) return options;
        options.Retry.MaxRetries = 0;
        options.AddPolicy(crash, HttpPipelinePosition.PerCall);
        return options;
    }
}
